"""What rungs and kinds of lists are called in answers of `ipp learn`."""

from ipp.learn.rates.placement_rates import Where

_RUNGS = ("First offers", "First smaller versions", "Second smaller versions", "Third smaller versions")
_LISTS: dict[Where, str] = {
    "product": "Next of a purchase",
    "series": "Next in a series",
    "category": "Next of a category",
    "store": "Store-wide next",
    "prospects": "Prospects",
    "winback": "Win-back",
    "refill": "Refills",
    "rest": "Rest",
    "ultimate": "Ultimate action",
    "several": "Several places",
    "none": "Not in the path now",
}


def name_placement(where: Where) -> str:
    """Return the name of a place in a table, within 25 characters."""
    if isinstance(where, int):
        return _RUNGS[where] if where < len(_RUNGS) else f"Smaller versions, no. {where}"
    return _LISTS[where]
