"""From where on rules speak up, where a shop may see it otherwise: settings say so."""

from typing import NamedTuple


class RuleLimits(NamedTuple):
    """The limits of rules: days that a customer may hear nothing (IPP212), how many times what was bought an offer may cost (IPP308), offers in a row (IPP401)."""

    silence: int = 60
    price_jump: int = 5
    offers_in_a_row: int = 3


USUAL_LIMITS = RuleLimits()
