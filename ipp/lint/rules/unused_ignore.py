"""An ignore accepts nothing.

Perhaps the finding that it accepted is fixed, or the ignore stands in the wrong place, or it gives no reason, and an ignore without a reason has no effect. If it stays,
it can hide the next finding of the same kind. A comment applies to the line that it ends. A comment on a line of its own applies to the next line.
An entry of `ignore` applies to the whole file, or to the item that `at` names.

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
