"""The plan of one night: what was planned for everybody, and the rows of it that are wanted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.changes import find_changes
from ipp.batch.nightly.contacts import list_contacts
from ipp.batch.nightly.details import add_details
from ipp.batch.nightly.earlier import EarlierRows
from ipp.batch.nightly.log_rows import list_log_rows
from ipp.batch.nightly.selection import MADE, Selection, select_messages
from ipp.batch.outgoing.contact import Contact
from ipp.batch.run import PlanResult
from ipp.batch.summary import NightChanges
from ipp.batch.write import choose_form, write_csv
from ipp.engine.policy.compile import Policy
from ipp.orders.sql import Table


class NightlyPlan(NamedTuple):
    """What was planned, the rows of it that are wanted, in no order, and what the log of the day holds of earlier runs."""

    engine: PlanEngine
    policy: Policy
    planned: PlanResult
    rows: Table
    earlier: EarlierRows | None = None
    busy: int = 0
    """Customers who would be sent something else than an earlier run sent them today, and get nothing more."""

    @property
    def made(self) -> Table:
        """The rows of messages that go out."""
        return self.rows.filter(self.rows.event.isin(MADE))

    def count_messages(self, among: Table | None = None) -> int:
        """Return how many messages go out, to all customers or `among` some."""
        return self._count(self.made if among is None else self.made.semi_join(among, "customer"))

    def find_changes(self) -> NightChanges | None:
        """Return what changed since the last day of the log."""
        return find_changes(self.engine, self.planned, self.made)

    def list_contacts(self) -> Iterator[Contact]:
        """Yield who has a message, and whose last one is to be cleared."""
        sent = self._list_kept()
        return list_contacts(self.engine, self.policy, self.planned, self.made, sent)

    def count_unsent(self) -> int:
        """Return how many messages stay in the log of the day that this run could send, and does not."""
        kept = self._list_kept()
        return 0 if kept is None else self._count(kept.filter(kept.own == 1))

    def count_replaced(self) -> int:
        """Return how many messages of earlier runs give way to another message to the same customer."""
        if self.earlier is None:
            return 0
        written = list_log_rows(self.rows)
        gone = self.earlier.rows.filter(self.earlier.rows.event.isin(MADE)).semi_join(written, "customer")
        return self._count(gone.anti_join(written, ("customer", "offer")))

    def save_log(self, file: Path) -> None:
        """Write what the day says to the log, beside what earlier runs said that stays."""
        rows = list_log_rows(self.rows)
        self.engine.save_file(self.earlier.add_rows(rows) if self.earlier else rows, file, "csv")

    def save_rows(self, file: Path, name: str) -> None:
        """Write the rows with all that is to be said of their actions; how, the name says that the file will have."""
        self.engine.save_file(self._describe_rows(), file, choose_form(name))

    def print_rows(self, stream: TextIO) -> None:
        """Write the rows as CSV."""
        write_csv(stream, self.engine, self._describe_rows())

    def _list_kept(self) -> Table | None:
        """Return the messages of earlier runs that stay in the log of the day; None where there is none of them."""
        if self.earlier is None:
            return None
        kept = self.earlier.list_kept(list_log_rows(self.rows))
        return kept.filter(kept.event.isin(MADE))

    def _count(self, rows: Table) -> int:
        return int(self.engine.fetch_rows(rows.agg(rows=rows.count()))[0][0])

    def _describe_rows(self) -> Table:
        return add_details(self.engine, self.policy, self.rows).order_by("customer")


def select_night(
    engine: PlanEngine,
    policy: Policy,
    planned: PlanResult,
    wanted: Selection,
    earlier: EarlierRows | None = None,
    *,
    keep: bool,
) -> NightlyPlan:
    """Return the plan of a night, after what `earlier` runs of the day sent; `keep` where its rows are read more than once."""
    busy = earlier.busy if earlier else None
    rows = select_messages(engine, policy, planned.table, wanted, busy)
    night = NightlyPlan(
        engine, policy, planned, engine.keep_table("ipp_messages", rows) if keep else rows, earlier
    )
    if busy is None:
        return night
    free = night._replace(rows=select_messages(engine, policy, planned.table, wanted._replace(limit=None)))
    return night._replace(busy=free.count_messages(busy))
