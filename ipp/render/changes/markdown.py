"""Comparisons as a comment on a pull request: under 60,000 characters, and no name in it acts."""

from collections.abc import Sequence
from itertools import accumulate

from ipp.diff.report import DiffReport, Statement
from ipp.render.changes.words import list_sections, name_sides, write_number, write_verdict
from ipp.render.markdown import MOST_CHARACTERS, write_code, write_prose
from ipp.text.words import count_things

_WORDS = {"lost": "**lost**", "change": "change", "note": "note"}
_ROOM_LEFT = 200
"""Characters that say how many path files were left out."""
_HEADER = ("| | | what | where |", "|---|---|---|---|")
_Section = tuple[str, list[Statement]]


def render_reports_markdown(reports: Sequence[DiffReport], *, most: int, counts: bool) -> str:
    """Return all reports, cut where a comment would grow too long; each begins with a mark by which a bot finds it, and its verdict.

    Sections share the room: what the short ones do not need is left to the others, and each says how many of its lines are left out.
    """
    shown = [(_write_head(report, counts), list(list_sections(report))) for report in reports]
    kept = _fit_heads(shown, MOST_CHARACTERS - _ROOM_LEFT)
    room = MOST_CHARACTERS - _ROOM_LEFT - sum(len(head) + _measure_note(sections) for head, sections in kept)
    rooms = _share_room(
        [len(_write_table(each, most, counts, None)) for _, sections in kept for each in sections], room
    )
    places = iter(rooms)
    parts: list[str] = []
    for head, sections in kept:
        parts.append(head)
        omitted = 0
        for section in sections:
            table = _write_table(section, most, counts, next(places))
            omitted += 0 if table else len(section[1])
            parts.append(table)
        parts.append(_note_omitted(omitted) if omitted else "")
    if len(kept) < len(shown):
        parts.append(f"\n{len(shown) - len(kept):,} more path files are not shown here.\n")
    return "".join(parts)


def _share_room(sizes: Sequence[int], room: int) -> list[int]:
    """Return how much room each of some parts gets: as much as it needs, or as much as any other."""
    found = [0] * len(sizes)
    for number, place in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        found[place] = min(sizes[place], room // (len(sizes) - number))
        room -= found[place]
    return found


def _fit_heads(shown: Sequence[tuple[str, list[_Section]]], room: int) -> list[tuple[str, list[_Section]]]:
    """Return the reports of which there is room for the verdict."""
    kept = []
    for head, sections in shown:
        size = len(head) + _measure_note(sections)
        if size <= room:
            kept.append((head, sections))
            room -= size
    return kept


def _note_omitted(number: int) -> str:
    return f"\n{count_things(number, 'more difference is', 'more differences are')} not shown here.\n"


def _measure_note(sections: Sequence[_Section]) -> int:
    """Return the room for what is said if no section can be shown."""
    number = sum(len(statements) for _, statements in sections)
    return len(_note_omitted(number)) if number else 0


def _write_head(report: DiffReport, counts: bool) -> str:
    mark = f"<!-- ipp diff {write_prose(report.new)} -->"
    return (
        f"{mark}\n{write_prose(write_verdict(report, counts=counts))}\n\n{write_code(name_sides(report))}\n"
    )


def _write_table(section: _Section, most: int, counts: bool, room: int | None) -> str:
    """Return a section with as many of its lines as there is room for (None: all); nothing where there is room for none."""
    title, statements = section
    begin = "\n".join((f"\n<details open><summary>{title}: {len(statements):,}</summary>\n", *_HEADER, ""))
    rows = [_write_row(each, counts) + "\n" for each in statements[:most]]
    whole = "".join((begin, *rows, _write_end(len(statements) - len(rows))))
    if room is None or len(whole) <= room:
        return whole
    size = len(begin) + len(_write_end(len(statements)))
    ends = accumulate(map(len, rows), initial=size)
    number = sum(1 for end in ends if end <= room) - 1
    return "".join((begin, *rows[:number], _write_end(len(statements) - number))) if number > 0 else ""


def _write_end(omitted: int) -> str:
    return f"\n{omitted:,} more.\n</details>\n" if omitted else "\n</details>\n"


def _write_row(statement: Statement, counts: bool) -> str:
    where = write_code(f"{statement.span.source.name}:{statement.span.line}")
    number = write_number(statement, counts=counts)
    return f"| {_WORDS[statement.level]} | {number} | {write_prose(statement.message)} | {where} |"
