"""Widths without a font, cutting and wrapping."""

from hypothesis import given
from hypothesis import strategies as st

from ipp.render.picture.measure import cut, width, wrapped

texts = st.text(st.sampled_from("abcdW i.—é漢😀ש\u0301"), max_size=40)


def test_widths_add_up() -> None:
    assert width("", 10) == 0
    assert abs(width("ab", 10) - width("a", 10) - width("b", 10)) < 1e-9
    assert width("W", 10, bold=True) > width("W", 10) > width("i", 10)
    assert width("漢", 10) >= 10 and width("😀", 10) >= 13
    assert width("e\u0301", 10) == width("e", 10)


@given(texts, st.floats(20, 200))
def test_what_is_cut_fits_and_is_the_beginning(text: str, room: float) -> None:
    shown = cut(text, room, 12)
    assert shown == text or (width(shown, 12) <= room and shown.endswith("…") and text.startswith(shown[:-1]))
    assert (shown == text) >= (width(text, 12) <= room)


@given(texts, st.floats(30, 200), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_unless_cut(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, 12, most)
    assert len(lines) <= most
    assert all(width(line, 12) <= room for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == text.split()


def test_words_stay_whole_where_they_can() -> None:
    assert wrapped("Massage routine video", width("Massage routine", 12) + 1, 12, 2) == [
        "Massage routine",
        "video",
    ]
    assert wrapped("Donaudampfschifffahrt", 60, 12, 2)[0].endswith("…")
