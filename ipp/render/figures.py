"""Expected figures as people read them: amounts, shares, bars; and texts that fit."""

from collections.abc import Sequence

from ipp.render.page import count_cells
from ipp.text.visible import make_visible


def write_money(value: float) -> str:
    """Write an amount: cents, two digits where there are only parts of a cent, and none of them in a hundred thousand."""
    if abs(value) >= 99_999.995:
        return f"{value:,.0f}"
    if value == 0 or abs(value) >= 0.1:
        return f"{value + 0.0:,.2f}"
    return f"{value:.3f}" if abs(value) >= 0.001 else f"{value:.4f}"


def write_signed(value: float) -> str:
    """Write a difference with its sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + write_money(abs(value))


def signed_points(value: float) -> str:
    """Write a difference of shares in percentage points."""
    points = f"{abs(value) * 100:.2f} pt"
    return ("+" if value > 0 else "−" if value < 0 else "") + points


def write_percent(share: float) -> str:
    """Write a share with two or three digits."""
    hundred = share * 100
    return (
        f"{hundred:.0f}%"
        if hundred >= 99.95 or hundred == 0
        else f"{hundred:.1f}%"
        if hundred >= 1
        else f"{hundred:.2f}%"
    )


def write_number(value: float) -> str:
    """Write a count with one decimal."""
    return f"{value:.1f}"


def bar_of(share: float, width: int) -> str:
    """Draw a share of a width in eighths of a cell; anything above nothing shows."""
    eighths = round(min(1.0, max(0.0, share)) * width * 8)
    full, rest = divmod(max(eighths, 1 if share > 0 else 0), 8)
    return "█" * full + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[rest]


def clip_text(text: str, width: int) -> str:
    """Return a text of at most `width` cells, harmless, with an ellipsis where something is missing."""
    text = make_visible(text)
    if count_cells(text) <= width:
        return text
    while count_cells(text) > width - 1:
        text = text[:-1]
    return text + "…"


def wrap_text(text: str, width: int) -> Sequence[str]:
    """Break a sentence into lines of at most `width` cells, between words where it can."""
    lines, now = [], ""
    for word in make_visible(text).split(" "):
        if now and count_cells(now) + 1 + count_cells(word) > width:
            lines.append(now)
            now = word
        else:
            now = f"{now} {word}" if now else word
    return [*lines, now]
