"""What tests of the linter share."""

from collections.abc import Iterator

import pytest

from ipp.proof.silence import search


@pytest.fixture(scope="module")
def short_walks() -> Iterator[None]:
    """Walk a few years of each store only: these tests look at a random store a dozen times, and nearly all of their time went there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_WORK", 1_000)
        yield
