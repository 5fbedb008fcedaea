"""An ignore that accepts nothing.

What it accepted is mended, or it stands in the wrong place, or it gives no reason, and without one it has no effect. Left
behind, it would hide the next finding of its kind. A comment is for the line that it ends, or for the next line when it has
a line of its own; an entry of `ignore` is for the whole file, or for the item that its `at` names.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}  # ipp: ignore[IPP201] sold out by May
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

RULE = Rule("IPP901", "unused-ignore", "warning")
