"""The file has a format version that this ipp does not read.

`ipp: 1` is the version of the format, not of the program. A file in another version is not checked any further.

Wrong::

    ipp: 2
    ultimate: Club
    products:
      Club: {price: 29}

Right::

    ipp: 1
    ultimate: Club
    products:
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import UNSUPPORTED_VERSION as RULE

__all__ = ["RULE"]
