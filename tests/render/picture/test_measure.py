"""Widths without a font, cutting and wrapping."""

from hypothesis import given
from hypothesis import strategies as st

from ipp.render.picture.measure import cut_text, measure_width, wrap_text

texts = st.text(st.sampled_from("abcdW i.—é漢😀ש\u0301"), max_size=40)


def test_widths_add_up() -> None:
    assert measure_width("", 10) == 0
    assert abs(measure_width("ab", 10) - measure_width("a", 10) - measure_width("b", 10)) < 1e-9
    assert measure_width("W", 10, bold=True) > measure_width("W", 10) > measure_width("i", 10)
    assert measure_width("漢", 10) >= 10 and measure_width("😀", 10) >= 13
    assert measure_width("e\u0301", 10) == measure_width("e", 10)


@given(texts, st.floats(20, 200))
def test_what_is_cut_fits_and_is_the_beginning(text: str, room: float) -> None:
    shown = cut_text(text, room, 12)
    assert shown == text or (
        measure_width(shown, 12) <= room and shown.endswith("…") and text.startswith(shown[:-1])
    )
    assert (shown == text) >= (measure_width(text, 12) <= room)


@given(texts, st.floats(30, 200), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_unless_cut(text: str, room: float, most: int) -> None:
    lines = wrap_text(text, room, 12, most)
    assert len(lines) <= most
    assert all(measure_width(line, 12) <= room for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == text.split()


def test_words_stay_whole_where_they_can() -> None:
    assert wrap_text("Massage routine video", measure_width("Massage routine", 12) + 1, 12, 2) == [
        "Massage routine",
        "video",
    ]
    assert wrap_text("Donaudampfschifffahrt", 60, 12, 2)[0].endswith("…")
