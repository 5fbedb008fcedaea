"""The value has the wrong type: for example a list where a name is expected, or a name where a mapping is expected.

`next`, `downsell`, `items`, `free`, `when` and `unless` accept a single name in the place of a list.
Every other key accepts one type only.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: [24, 22], next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import WRONG_TYPE as RULE

__all__ = ["RULE"]
