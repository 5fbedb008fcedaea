"""How wide a text is, without a font: at least as wide as in any common one, so that nothing is cut."""

from unicodedata import category, east_asian_width

_REGULAR = (
    "32 41 46 84 64 96 78 28 40 40 50 84 32 37 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 54 100 69 69 70 77 "
    "64 58 78 76 30 30 66 56 87 75 79 61 79 70 64 62 74 69 99 69 62 69 40 34 40 84 50 50 62 64 55 64 62 36 64 64 28 28 "
    "58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 53 64 34 64 84"
)
_BOLD = (
    "35 46 53 84 70 101 88 31 46 46 53 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 78 77 74 83 "
    "69 69 83 84 38 38 78 64 100 84 85 74 85 77 73 69 82 78 111 78 73 73 46 37 46 84 50 50 68 72 60 72 68 44 72 72 35 "
    "35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 37 72 84"
)
_WIDTHS = {
    bold: {
        chr(code): int(share)
        for code, share in zip((*range(32, 127), 160), f"{table} 35".split(), strict=True)
    }
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
"""Hundredths of the font size for the printable ASCII characters, of DejaVu Sans: the widest font of the usual ones."""
_OTHER = {False: 80, True: 90}
ELLIPSIS = "…"


def measure_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels."""
    known = _WIDTHS[bold]
    return sum(known.get(char) or _estimate_width(char, bold) for char in text) * size / 100


def _estimate_width(char: str, bold: bool) -> int:
    if category(char) in ("Mn", "Me"):
        return 0
    wide = east_asian_width(char) in "WF" or ord(char) > 0xFFFF
    return (
        140
        if wide
        else 125
        if category(char) == "So"
        else _OTHER[bold] + (30 if "\u0980" <= char < "\u2000" else 0)
    )


def cut_text(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as has room, with an ellipsis where something is missing."""
    if measure_width(text, size, bold=bold) <= room:
        return text
    room -= measure_width(ELLIPSIS, size, bold=bold)
    used, end = 0.0, 0
    for end, char in enumerate(text):  # noqa: B007  # the index of the first that does not fit
        used += measure_width(char, size, bold=bold)
        if used > room:
            break
    return text[:end].rstrip() + ELLIPSIS


def wrap_text(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break a text between words into at most so many lines; a word too long for a line is cut, and so is the rest."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        count = _count_fitting(words, room, size, bold)
        lines.append(cut_text(" ".join(words[:count]), room, size, bold=bold))
        words = words[count:]
    return [*lines, cut_text(" ".join(words), room, size, bold=bold)] if words else lines


def _count_fitting(words: list[str], room: float, size: float, bold: bool) -> int:
    """Return how many words have room in one line, at least one."""
    used = 0.0
    for count, word in enumerate(words):
        used += measure_width(f" {word}" if count else word, size, bold=bold)
        if used > room and count:
            return count
    return len(words)
