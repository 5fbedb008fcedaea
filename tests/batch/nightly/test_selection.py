"""Whom a night writes to."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipp.errors import RequestError
from ipp.orders.files.sources import parse_source
from tests.batch.nightly.shop import Shop, Started


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A night without advice on washing: whoever bought a mug is asked for the tea set, the worthiest offer."""
    with closing(Shop(tmp_path_factory.mktemp("shop")).start(paused=("Washing advice",))) as started:
        yield started


def made(night: Started, **wanted: object) -> dict[str, str]:
    return {who: row["action"] for who, row in night.rows(**wanted).items() if row["event"]}


def test_by_one_channel(night: Started) -> None:
    assert set(made(night, via="EMAIL")) == {"bob@ex.test", "00123", "dan@ex.test"}
    assert set(made(night, via="phone")) == {"ann@ex.test", "+4917012345678"}
    with pytest.raises(RequestError, match="no step goes by 'phon'; did you mean 'phone'"):
        made(night, via="phon")


def test_no_more_than_so_many_and_who_is_cut_has_no_row(night: Started) -> None:
    everybody = night.rows()
    first = sorted(everybody, key=lambda who: (everybody[who]["due"], who))
    for number in range(8):
        assert set(night.rows(limit=number)) == set(first[:number]), "first what is due first"
    worth = {"+4917012345678": "Tea set", "ann@ex.test": "Tea set"}
    assert made(night, limit=2, by="worth") == worth
    assert set(made(night, limit=3, by="worth")) == {*worth, "bob@ex.test"}, "15 is more than 13"


def test_what_is_due_by_a_day_and_in_a_state(night: Started) -> None:
    rows = night.rows()
    day = min(row["due"] for row in rows.values())
    assert set(night.rows(due_by=dt.date.fromisoformat(day))) == {
        who for who, row in rows.items() if row["due"] == day
    }
    assert set(night.rows(only="rest")) == {"eve@ex.test"}


def test_who_is_left_out_today_has_nothing_to_do(night: Started, tmp_path: Path) -> None:
    listed = tmp_path / "out.csv"
    listed.write_text("E-Mail,Note\n ANN@ex.test ,x\n00123,\nstranger@ex.test,\n,\n")
    rows = night.rows(suppressed=(parse_source(str(listed)),))
    assert rows.keys() == night.rows().keys()
    for who in ("ann@ex.test", "00123"):
        told = {name: text for name, text in rows[who].items() if text}
        reason = "on the list of those who get nothing today"
        assert told == {"customer": who, "state": "stopped", "reason": reason}
    assert len(made(night, suppressed=(parse_source(str(listed)),), limit=100)) == 4


def test_who_is_on_any_of_several_lists_is_left_out(night: Started, tmp_path: Path) -> None:
    lists = []
    for name, text in {
        "one.csv": "email\nann@ex.test\n",
        "two.csv": "note;customer\nx;00123\ny;ann@ex.test\n",
    }.items():
        (tmp_path / name).write_text(text)
        lists.append(parse_source(str(tmp_path / name)))
    rows = night.rows(suppressed=tuple(lists))
    assert {who for who, row in rows.items() if row["state"] == "stopped"} == {"ann@ex.test", "00123"}
    assert rows.keys() == night.rows().keys()


def test_a_list_without_customers_is_refused(night: Started, tmp_path: Path) -> None:
    listed = tmp_path / "out.csv"
    listed.write_text("colour\nred\n")
    with pytest.raises(RequestError, match="customer"):
        night.rows(suppressed=(parse_source(str(listed)),))
