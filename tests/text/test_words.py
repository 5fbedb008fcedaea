import pytest

from ipp.text.words import count_things, name_few


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1204, "1,204 rows")]
)
def test_things_are_counted(number: int, said: str) -> None:
    assert count_things(number, "row") == said


def test_things_that_take_more_than_an_s() -> None:
    assert [count_things(number, "No", "Noes") for number in (1, 2)] == ["1 No", "2 Noes"]


@pytest.mark.parametrize(
    ("names", "said"), [("", ""), ("A", "A"), ("ABC", "A, B, C"), ("ABCD", "A, B, C and 1 more")]
)
def test_of_many_names_the_first_are_said(names: str, said: str) -> None:
    assert name_few(list(names), 3) == said
