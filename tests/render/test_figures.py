"""Expected figures in words and bars."""

import pytest

from ipp.render.figures import bar_of, clip_text, wrap_text, write_money, write_percent, write_signed
from ipp.render.page import count_cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.00"),
        (1234.5, "1,234.50"),
        (0.1, "0.10"),
        (0.0123, "0.012"),
        (0.00012, "0.0001"),
        (-5, "-5.00"),
        (1234567.8, "1,234,568"),
    ],
)
def test_money(value: float, text: str) -> None:
    assert write_money(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0%"), (0.0027, "0.27%"), (0.123, "12.3%"), (1, "100%"), (1.7117, "171%")]
)
def test_percent(value: float, text: str) -> None:
    assert write_percent(value) == text


def test_signs() -> None:
    assert [write_signed(value) for value in (2, -2, 0)] == ["+2.00", "−2.00", "0.00"]


def test_bars() -> None:
    assert bar_of(1, 4) == "████"
    assert bar_of(0.5, 4) == "██"
    assert bar_of(0, 4) == ""
    assert bar_of(1e-9, 4) == "▏"
    assert bar_of(7, 4) == "████"
    for eighths in range(33):
        assert count_cells(bar_of(eighths / 32, 4)) == -(-eighths // 8)


def test_clipped_and_wrapped() -> None:
    assert clip_text("Toe Massager", 6) == "Toe M…"
    assert clip_text("足足足", 5) == "足足…"
    assert clip_text("a\nb", 9) == "a\\nb"
    assert list(wrap_text("one two three", 7)) == ["one two", "three"]
    assert list(wrap_text("longer than that", 3)) == ["longer", "than", "that"]
