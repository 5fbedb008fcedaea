"""Money, a rate, a length of time, a date or a quantity cannot be read, or makes no sense.

Nothing is guessed: an amount is plain digits, a rate `12%` or `0.12`, a length of time `3d`, `2w`, `1 month`
or `now`, a date `2026-12-31`, a day of every year `12-31` (both ends of a window with a year, or both without).
Negative amounts and rates over 100% make no sense.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{offer: Club, take: 130%}]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{offer: Club, take: 13%}]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import BAD_VALUE as RULE

__all__ = ["RULE"]
