"""`ipp learn --format csv`: the supported pairs, a row each, safe to open in a spreadsheet."""

import csv
import io

from ipp.learn.pairs import TestedPair
from ipp.learn.supported import Learned
from ipp.render.learning.learned_json import write_pair
from ipp.text.cells import guard_text


def write_learned_csv(learned: Learned) -> str:
    """Return the supported pairs as CSV.

    A row that begins as a command to GitHub Actions does has its cells in quotes: so it is none, and its cells stay.
    """
    found = io.StringIO(newline="")
    plain = csv.writer(found, lineterminator="\n")
    in_quotes = csv.writer(found, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(TestedPair._fields)
    for pair in learned.supported:
        cells = ["" if cell is None else guard_text(str(cell)) for cell in write_pair(pair).values()]
        (in_quotes if cells[0].lstrip().startswith("::") else plain).writerow(cells)
    return found.getvalue()
