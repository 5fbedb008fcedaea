"""`ipp backtest`: would the path have said what customers did next?"""

from ipp.cli.options import AnswerDay, AnswerFormat, PageWritten, PathGiven, PrintedAs
from ipp.cli.orders.options import NOTHING_SAID, MemoryUsed, OrderOptions, OrdersGiven, take_reading_options
from ipp.orders.extras import require_extra


@take_reading_options
def run_backtest(
    orders: OrdersGiven,
    path: PathGiven = None,
    today: AnswerDay = None,
    reading: OrderOptions = NOTHING_SAID,
    output: PageWritten = None,
    memory: MemoryUsed = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Show how often the path would have named what customers bought next, compared with best sellers and with what history teaches.

    The last fifth of the time is tested, week by week, with what was known before each week. ORDERS are read as `ipp plan` reads them.
    """
    require_extra("batch", "`ipp backtest`")
    from ipp.cli.jobs.history.backtest import BacktestOptions, print_backtest

    print_backtest(BacktestOptions(orders, reading, path, today, output, memory, format is AnswerFormat.json))
