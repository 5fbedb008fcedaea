"""How many people it takes to see an effect."""

import pytest

from ipp.measure.needed import count_people, find_visible


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
@pytest.mark.parametrize("effect", [0.02, 0.1, 0.3])
def test_so_many_people_show_the_effect_and_no_fewer(share: float, effect: float) -> None:
    people = count_people(effect, share)
    assert find_visible(people, share) <= effect * 1.0001
    assert find_visible(people * 0.99, share) > effect


def test_each_group_needs_a_hundred() -> None:
    assert count_people(50.0, 0.05) == 2000
    assert count_people(50.0, 0.95) == 2000
    assert count_people(50.0, 0.5) == 200


def test_half_of_all_needs_fewest() -> None:
    needed = [count_people(0.1, share) for share in (0.05, 0.1, 0.2, 0.5)]
    assert needed == sorted(needed, reverse=True)
    assert 4 < needed[0] / needed[-1] < 6


def test_half_the_effect_takes_four_times_as_many_or_a_little_more() -> None:
    assert 4 < count_people(0.05, 0.5) / count_people(0.1, 0.5) < 5
