"""What spreadsheets make of texts, and what is read of it."""

import pytest

from ipp.text.cells import clean_sku


@pytest.mark.parametrize("sku", ['="00123"', "'00123", "00123", " 00123\xa0", "'=00123"])
def test_a_sku_is_what_spreadsheets_were_kept_from(sku: str) -> None:
    assert clean_sku(sku).lstrip("=") == "00123"
