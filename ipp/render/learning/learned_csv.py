"""Tables of `ipp learn`, safe to open in a spreadsheet: the supported pairs (`--format csv`) and the take rates (`--rates`)."""

import csv
import io
from collections.abc import Iterable

from ipp.learn.pairs import TestedPair
from ipp.learn.rates.take_rates import TakeRate
from ipp.learn.supported import Learned
from ipp.render.learning.learned_json import write_pair, write_rate
from ipp.text.cells import guard_text


def write_learned_csv(learned: Learned) -> str:
    """Return the supported pairs as CSV.

    A row that begins as a command to GitHub Actions does has its cells in quotes: so it is none, and its cells stay.
    """
    return _write_table(TestedPair._fields, (write_pair(pair).values() for pair in learned.supported))


def write_rates_csv(rates: Iterable[TakeRate]) -> str:
    """Return take rates as `ipp forecast --rates` reads them, with the counts behind them."""
    rows = [write_rate(rate) for rate in rates]
    columns = ("offer", "take", "low", "high", "asked", "yes", "open", "settled", "answers", "patience")
    return _write_table(columns, ([row[name] for name in columns] for row in rows))


def _write_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    found = io.StringIO(newline="")
    plain = csv.writer(found, lineterminator="\n")
    in_quotes = csv.writer(found, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = ["" if cell is None else guard_text(str(cell)) for cell in row]
        (in_quotes if cells[0].lstrip().startswith("::") else plain).writerow(cells)
    return found.getvalue()
