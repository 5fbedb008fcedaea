import pytest

from ipp.text.column_names import ORDER_COLUMNS, match_columns


def test_columns_are_known_however_they_are_written() -> None:
    found = match_columns(ORDER_COLUMNS, ["Order ID", "CUSTOMER_ID", "ordered-at", "Product name", "note"])
    assert found == {
        "customer": "CUSTOMER_ID",
        "item": "Product name",
        "date": "ordered-at",
        "order": "Order ID",
    }


@pytest.mark.parametrize("names", [["email", "Customer"], ["Customer", "email", "customer"]])
def test_of_several_an_email_address_counts_before_another_name_and_then_the_first_column(
    names: list[str],
) -> None:
    assert match_columns(ORDER_COLUMNS, names) == {"customer": "email"}


def test_names_are_written_plainly() -> None:
    for name in (name for synonyms in ORDER_COLUMNS.values() for name in synonyms):
        assert match_columns({"it": (name,)}, [name.upper()]) == {"it": name.upper()}
