"""An action as it is shown."""

import datetime as dt
from decimal import Decimal
from typing import Any

from .plain import Store, kind_of

Result = dict[str, Any]
Action = dict[str, Any]


def action(
    store: Store, name: str, due: dt.date, because: str | None = None,
    price: Decimal | None = None, via: str | None = None, rung: int | None = None,
) -> Action:  # fmt: skip
    """An action as it is shown."""
    kind = kind_of(store, name)
    return {"name": name, "kind": kind, "because": because, "due": due,
            "price": price, "via": via, "rung": rung}  # fmt: skip
