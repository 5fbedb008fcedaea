"""Where an entry of a list is read, and from which days its times count."""

from datetime import date
from typing import Literal, NamedTuple

Origin = Literal["list", "winback", "store", "prospects", "ready", "ultimate"]


class Anchor(NamedTuple):
    """Where an entry is read: the purchase that it belongs to, and the days from which its times count.

    `since` is that of `after`, and Noes before it are no answers to higher rungs; None: due today, and every No counts. `latest` is that of
    `within`; None: it never runs out.
    """

    because: str | None
    since: date | None
    latest: date | None
    origin: Origin
