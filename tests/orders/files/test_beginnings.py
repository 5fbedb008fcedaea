"""Where a table begins: below what people and programs write above it."""

import pytest

from ipp.orders.files.beginnings import Beginning, find_beginning, name_columns


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("customer,item,date\na,b,2026-01-01\n", Beginning(",", 1, 3)),
        ("sep=;\ncustomer;item;date\na;b,c;1\n", Beginning(";", 2, 3)),
        ('"sep=\t"\r\ncustomer\titem\tdate\r\n', Beginning("\t", 2, 3)),
        (
            "Sales Report;;;\nPeriod: 01/10/2026;;;\n;;;\nOrder Date;Order ID;Email;Item\n1;2;3;4\n",
            Beginning(";", 4, 4),
        ),
        ("Orders of October, all shops\n\nEmail,Item,Date\na,b,c\n", Beginning(",", 3, 3)),
        ("k1;k2;qty\na;b;1,00\nc;d;2,00\n", Beginning(";", 1, 3)),
        ("who,what,when\nemail,order,x\n", Beginning(",", 1, 3)),
        ("customer\nann\n", Beginning(",", 1, 1)),
        ('"a,b",item,date\nx,y,z\n', Beginning(",", 1, 3)),
        ("one|two|three\n1|2|3\n", Beginning("|", 1, 3)),
        ("customer,item,date,note\n1,2,3\n4,5,6\n7,8,9\n", Beginning(",", 1, 4)),
    ],
)
def test_the_line_that_names_the_columns(text: str, begins: Beginning) -> None:
    assert find_beginning(text)[:3] == begins[:3]


def test_each_column_has_a_name_of_its_own() -> None:
    assert name_columns(["Date", "", "date", " Email ", "date_1"]) == [
        "Date",
        "column1",
        "date_1",
        "Email",
        "date_1_1",
    ]
