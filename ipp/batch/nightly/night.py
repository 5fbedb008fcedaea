"""The plan of one night: what was planned for everybody, and the rows of it that are wanted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.changes import find_changes
from ipp.batch.nightly.contacts import list_contacts
from ipp.batch.nightly.details import add_details
from ipp.batch.nightly.log_rows import list_log_rows
from ipp.batch.nightly.selection import MADE, Selection, select_messages
from ipp.batch.outgoing.contact import Contact
from ipp.batch.run import PlanResult
from ipp.batch.summary import NightChanges
from ipp.batch.write import choose_form, write_csv
from ipp.engine.policy.compile import Policy
from ipp.orders.sql import Table


class NightlyPlan(NamedTuple):
    """What was planned, and the rows of it that are wanted, in no order."""

    engine: PlanEngine
    policy: Policy
    planned: PlanResult
    rows: Table

    @property
    def made(self) -> Table:
        """The rows of messages that go out."""
        return self.rows.filter(self.rows.event.isin(MADE))

    def count_messages(self) -> int:
        """Return how many messages go out."""
        return int(self.engine.fetch_rows(self.made.agg(messages=self.made.count()))[0][0])

    def find_changes(self) -> NightChanges | None:
        """Return what changed since the last day of the log."""
        return find_changes(self.engine, self.planned, self.made)

    def list_contacts(self) -> Iterator[Contact]:
        """Yield who has a message, and whose last one is to be cleared."""
        return list_contacts(self.engine, self.policy, self.planned, self.made)

    def save_log(self, file: Path) -> None:
        """Write what the day says to the log."""
        self.engine.save_file(list_log_rows(self.rows), file, "csv")

    def save_rows(self, file: Path, name: str) -> None:
        """Write the rows with all that is to be said of their actions; how, the name says that the file will have."""
        self.engine.save_file(self._describe_rows(), file, choose_form(name))

    def print_rows(self, stream: TextIO) -> None:
        """Write the rows as CSV."""
        write_csv(stream, self.engine, self._describe_rows())

    def _describe_rows(self) -> Table:
        return add_details(self.engine, self.policy, self.rows).order_by("customer")


def select_night(
    engine: PlanEngine, policy: Policy, planned: PlanResult, wanted: Selection, *, keep: bool
) -> NightlyPlan:
    """Return the plan of a night; `keep` where its rows are read more than once."""
    rows = select_messages(engine, policy, planned.table, wanted)
    return NightlyPlan(engine, policy, planned, engine.keep_table("ipp_messages", rows) if keep else rows)
