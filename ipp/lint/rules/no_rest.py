"""There is no `rest` list, so a customer who says No to everything gets nothing more.

Every offer is made only once. Whatever the path, some customers therefore run out of offers. Only something that can be repeated keeps
such a customer warm until the next purchase: a letter, a review, an invitation, or the refill of a consumable.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.lint.repairs import add_rest
from ipp.text.finding import Finding, Rule
from ipp.text.yaml.nodes import Mapping

RULE = Rule("IPP208", "no-rest", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find a store without `rest`."""
    tree = checked.path.files[0][1]
    written = isinstance(tree, Mapping) and tree.get("rest") is not None
    if not checked.path.rest and (not written or not checked.store.findings):
        message = "there is no `rest`: a customer who says No to everything is left with nothing"
        fix = add_rest(checked)
        yield Finding(RULE, message, checked.find_beginning(), "rest: [{do: <a touch>, every: 30d}]", fix=fix)
