"""The example of Benjamini and Hochberg (1995), and the edges."""

from ipp.learn.discoveries import count_discoveries

PUBLISHED = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]


def test_the_published_example() -> None:
    assert count_discoveries(PUBLISHED, 15, 0.05) == 4
    assert count_discoveries(PUBLISHED[:6], 15, 0.05) == 4


def test_a_later_chance_can_carry_an_earlier_one() -> None:
    assert count_discoveries([0.03, 0.04, 0.045, 0.05], 4, 0.05) == 4


def test_nothing_found() -> None:
    assert count_discoveries([], 0, 0.05) == 0
    assert count_discoveries([0.2, 0.9], 2, 0.05) == 0
