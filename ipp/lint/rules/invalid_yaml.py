"""The file is not UTF-8, not YAML, more than one document, or nested or repeated past the limit.

Nothing else can be said of such a file, so this is its only finding. Most often text needs quotes, because it holds a
colon and a space or begins with a character that YAML keeps for itself, or a line is indented wrongly.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Club: {price: 29
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.text.yaml.tree import INVALID_YAML as RULE

__all__ = ["RULE"]
