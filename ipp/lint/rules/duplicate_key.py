"""The same key is written twice in one mapping.

YAML readers silently keep one of the two, and not all keep the same one. ipp reads the first and shows both.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, price: 22, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 22, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.text.yaml.tree import DUPLICATE_KEY as RULE

__all__ = ["RULE"]
