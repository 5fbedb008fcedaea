"""A required key is missing.

A path file needs `ipp`, `ultimate` and `products`. A bundle needs `items`. A step needs `offer` or `do`. A `rest`
entry needs one of these and `every`. An item marked `draft: true` may be incomplete.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{after: 3d}]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{offer: Club, after: 3d}]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import MISSING_KEY as RULE

__all__ = ["RULE"]
