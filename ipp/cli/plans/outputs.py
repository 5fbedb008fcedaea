"""The files of a plan: rows, or what an e-mail tool imports, the log of the day, and what was set aside. Each is written whole, or none is."""

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from itertools import count
from pathlib import Path
from typing import NamedTuple, TextIO

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.exports import EXPORTS
from ipp.batch.nightly.night import NightlyPlan
from ipp.batch.outgoing.contact import Contact
from ipp.batch.outgoing.export import ContactExport
from ipp.batch.outgoing.parts import WrittenExport, write_export
from ipp.batch.summary import PlanSummary
from ipp.batch.write import choose_form, write_rejects, write_unknown
from ipp.cli import terminal
from ipp.cli.filesystem.write import replace_file
from ipp.cli.streams.standard_output import print_before
from ipp.errors import RequestError
from ipp.text.words import count_things


class Outputs(NamedTuple):
    """Where what goes: `rows` (`-`: stdout) in the shape of a tool or as they are, the `log` of the day, what was set aside, and unknown items."""

    rows: str | None
    shape: str | None
    log: Path | None
    rejects: str | None
    unknown: str | None

    @property
    def export(self) -> ContactExport | None:
        """The tool that the rows go to."""
        return EXPORTS[self.shape] if self.shape else None


def check_outputs(outputs: Outputs) -> None:
    """Refuse what could not be written before hours are spent on it."""
    output, export = outputs.rows, outputs.export
    if export and output is None:
        raise RequestError(
            f"--for {export.key} needs --output",
            f"name the file that {export.name} imports with --output FILE",
        )
    if output is None or output == "-":
        return
    if export:
        check_name(export, output)
    else:
        choose_form(output)


def check_name(export: ContactExport, output: str) -> None:
    """Refuse the name of a file that the tool would not take."""
    name = Path(output).name.casefold()
    if not name.endswith(export.ending):
        raise RequestError(
            f"--output {output}: {export.name} does not import such a file",
            f"end the name in {export.ending}",
        )
    if export.word not in name:
        raise RequestError(
            f"--output {output}: {export.name} recognises files by their names",
            f"write {export.word!r} in the name",
        )


def write_rejected(engine: PlanEngine, summary: PlanSummary, outputs: Outputs) -> None:
    """Write the rows that were set aside, and the items that the path does not have."""
    if outputs.rejects:
        with replace_file(Path(outputs.rejects)) as temporary:
            write_rejects(temporary, engine, summary.rejects)
    if outputs.unknown:
        with replace_file(Path(outputs.unknown)) as temporary:
            write_unknown(temporary, summary.unknown)


def write_outputs(night: NightlyPlan, outputs: Outputs) -> None:
    """Write the rows and the log of the day: both, or, after a failure, none."""
    with ExitStack() as staged:
        if outputs.rows != "-":
            staged.enter_context(terminal.show_progress("writing"))
        if outputs.log:
            night.save_log(staged.enter_context(replace_file(outputs.log)))
        if outputs.export and outputs.rows:
            with print_before(outputs.log) if outputs.rows == "-" else nullcontext():
                written = write_contacts(outputs.export, night.list_contacts(), outputs.rows, staged)
            _say_written(outputs.export, written)
        elif outputs.rows == "-":
            with print_before(outputs.log):
                night.print_rows(terminal.open_output())
        elif outputs.rows:
            night.save_rows(staged.enter_context(replace_file(Path(outputs.rows))), outputs.rows)


def note_earlier(night: NightlyPlan, log: Path) -> None:
    """Say what earlier runs of the day come to: who gets nothing more, what stays in the log of the day, and what gives way."""
    if night.busy:
        people = count_things(night.busy, "customer has", "customers have")
        terminal.print_note(
            f"{people} a message of an earlier run of today, as {log} says, and no other one of this run"
        )
    if unsent := night.count_unsent():
        messages = count_things(unsent, "message")
        terminal.print_note(
            f"{log} keeps {messages} of an earlier run of today that this run does not send; delete the rows of what did not go out"
        )
    if replaced := night.count_replaced():
        people = count_things(replaced, "customer")
        terminal.print_note(
            f"{log} has another message for {people} than an earlier run of today wrote; it knows the new one alone"
        )


def write_contacts(
    export: ContactExport, contacts: Iterator[Contact], output: str, staged: ExitStack
) -> WrittenExport:
    """Write what a tool imports into a file, and what does not fit into one into others beside it, `next-2.csv` and so on.

    Such files of an earlier day that are not needed any more are emptied: nobody shall import them again.
    """
    if output == "-":
        whole = export._replace(most_bytes=1 << 62, most_rows=None)
        return write_export(whole, contacts, lambda _: terminal.open_output())

    def open_next(number: int) -> TextIO:
        file = staged.enter_context(replace_file(name_part(output, number)))
        return staged.enter_context(file.open("w", encoding="utf-8", newline=""))

    written = write_export(export, contacts, open_next)
    for number in count(written.files + 1):
        if not name_part(output, number).exists():
            return written
        open_next(number).write(export.write_head())
    return written


def name_part(output: str, number: int) -> Path:
    """Return the name of a file of several: the first has the name that was asked for."""
    file = Path(output)
    return file if number == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")


def _say_written(export: ContactExport, written: WrittenExport) -> None:
    told = count_things(written.contacts, "contact")
    cleared = f", {written.cleared:,} of them to clear what they had" if written.cleared else ""
    files = f", in {count_things(written.files, 'file')}" if written.files > 1 else ""
    terminal.print_note(f"{export.name}: {told}{cleared}{files}")
    if written.left_out:
        people = count_things(written.left_out, "customer")
        terminal.print_note(f"{export.name}: {people} left out, who have not {export.identity}")
