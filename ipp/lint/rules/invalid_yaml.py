"""The file is not UTF-8, is not YAML, holds more than one document, or is nested or repeated beyond the limit.

Such a file cannot be read any further, so this is its only finding. The most common causes are a text that needs quotes,
because it contains a colon and a space or begins with a special character of YAML, and a line with the wrong indentation.

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
