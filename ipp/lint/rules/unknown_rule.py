"""An ignore names a rule that does not exist.

Name a rule by its code (`IPP205`) or its name (`stranded-customer`), or several rules by the beginning of their codes (`IPP2`). An ignore that names no rule
accepts nothing.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24}  # ipp: ignore[IPP201, IPP999] sold out by May
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24}  # ipp: ignore[IPP201] sold out by May
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.text.finding import Rule

RULE = Rule("IPP902", "unknown-rule", "error")
