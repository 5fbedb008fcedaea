"""What editors propose for whole entries: the common shapes, with places to fill in."""

from typing import Any

from ipp.path.keys import Kind

Snippet = dict[str, Any]


def _make_snippet(label: str, description: str, body: Any) -> Snippet:
    return {"label": label, "description": description, "body": body}


# A `^` makes what follows a plain value instead of a quoted text.
_PRODUCT = {"${1:Name}": {"price": "^${2:19}", "next": "$3"}}
_CONTINUITY = {"${1:Name}": {"price": "^${2:29}", "every": "${3:month}", "churn": "${4:6%}"}}
_BUNDLE = {"${1:Name}": {"items": ["${2:Product}", "${3:Product}"], "price": "^${4:59}", "downsell": "$5"}}

SNIPPETS: dict[Kind, list[Snippet]] = {
    Kind.PRODUCTS: [
        _make_snippet("a product", "Something that is bought once.", _PRODUCT),
        _make_snippet("a continuity", "Something that is paid again and again.", _CONTINUITY),
    ],
    Kind.BUNDLES: [
        _make_snippet("a bundle", "Several products at one price, and what follows a No.", _BUNDLE)
    ],
    Kind.TOUCHES: [
        _make_snippet("a touch", "An action that asks for no money.", {"${1:Name}": {"kind": "${2:content}"}})
    ],
    Kind.SERIES: [
        _make_snippet(
            "a series", "Products that lead to each other.", {"${1:Name}": ["${2:First}", "${3:Second}"]}
        )
    ],
    Kind.SEGMENTS: [
        _make_snippet("by purchases", "Owns at least so many products.", {"${1:Name}": {"owns": "^${2:3}"}}),
        _make_snippet(
            "by attribute", "Has one of these values.", {"${1:Name}": {"where": {"${2:attribute}": "$3"}}}
        ),
    ],
}
"""By kind of value; `$1` and `${1:word}` are the places to fill in. Mappings of names only: inside the entries of a list
yaml-language-server would propose a whole entry once more."""
