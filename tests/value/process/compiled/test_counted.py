"""Up to which number of owned products customers are told apart."""

import pytest

from ipp.value.process.compiled.counted import find_most_counted
from tests.engine.feet import policy_of


@pytest.mark.parametrize(
    ("segments", "most"),
    [
        ("{}", 0),
        ("{few: {owns: 2}, many: {owns: 5}}", 5),
        ("{few: {owns: 2}, none: {not: [few]}}", 2),
        ("{some: {owns_any: A}, seven: {orders: 7}}", 0),
    ],
)
def test_the_largest_number_that_is_asked_for(segments: str, most: int) -> None:
    store = f"ipp: 1\nultimate: B\nproducts: {{A: {{price: 1, next: B}}, B: {{price: 2}}}}\nsegments: {segments}\n"
    assert find_most_counted(policy_of(store)) == most
