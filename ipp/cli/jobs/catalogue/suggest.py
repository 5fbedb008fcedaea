"""What `ipp suggest` does."""

import sys
from datetime import date

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import find_path_file, load_usable_store
from ipp.cli.filesystem.rewrite import check_files, replace_texts
from ipp.cli.jobs.read_back import check_changed
from ipp.cli.options import choose_day
from ipp.cli.orders.options import OrderOptions
from ipp.errors import RequestError
from ipp.importers.suggestions.candidates import Bought, suggest_candidates
from ipp.importers.suggestions.drafts import write_drafts
from ipp.loading import Store
from ipp.orders.extras import require_extra
from ipp.render.catalogue.suggestions import render_suggestions, write_suggestions_json


def print_suggestions(
    given: str | None,
    orders: str | None,
    reading: OrderOptions,
    today: str | None,
    *,
    write: bool,
    json: bool,
) -> None:
    """Print candidates for products with no next of their own; write them into the path file if that is wanted."""
    file = find_path_file(given)
    if write:
        check_files([file])
    store = load_usable_store(file)
    bought = _learn_from(store, orders, reading, choose_day(today))
    found = suggest_candidates(store.policy, bought)
    written, by_hand = None, tuple[str, ...]()
    if write:
        drafts = write_drafts(found.bare)
        check_changed(store, drafts.texts)
        before = {source.name: source.text for source, _ in store.path.files}
        replace_texts({name: (before[name], text) for name, text in drafts.texts.items()})
        written, by_hand = drafts.written, drafts.by_hand
    if json:
        sys.stdout.write(write_suggestions_json(found, written, by_hand))
    else:
        terminal.write_page(render_suggestions(found, store.path.currency, written, by_hand))


def _learn_from(store: Store, orders: str | None, reading: OrderOptions, today: date) -> Bought:
    """Return what customers bought next, of orders if there are any; raises RequestError for options of reading without orders."""
    if orders is None:
        if any(reading):
            raise RequestError(
                "an option says how to read orders, and no orders are named", "name them with --orders ORDERS"
            )
        return {}
    require_extra("batch", "--orders")
    from ipp.cli.orders.learned_orders import list_bought  # brings Ibis, which need not be installed

    return list_bought(store.policy, orders, reading, today)
