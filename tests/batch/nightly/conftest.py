"""A shop in a folder of its own."""

from pathlib import Path

import pytest

from tests.batch.nightly.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)
