"""An amount of money, a rate, a length of time, a date or a quantity cannot be read, or is not possible.

ipp does not guess. An amount is plain digits. A rate is `12%` or `0.12`. A length of time is `3d`, `2w`, `1 month`
or `now`. A date is `2026-12-31`, and a day of every year is `12-31`: both ends of a window have a year, or neither has one.
Negative amounts and rates over 100% are not possible.

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
