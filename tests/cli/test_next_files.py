"""`ipp next --customer`: one customer out of the files of all, with what is typed of them."""

import json
from pathlib import Path

import pytest

from tests.cli.program import Said, inside

PLAN = Path("examples/plan").absolute()
FILES = (f"--orders={PLAN}/orders.csv", f"--log={PLAN}/offers.csv", f"--customers={PLAN}/customers.csv")
DAY = ("--path", str(Path("paths/store.yaml").absolute()), "--today", "2026-11-22")


def ask(*arguments: str) -> Said:
    return inside("next", *DAY, *arguments)


def test_the_files_and_what_is_typed() -> None:
    plain = json.loads(ask("--customer", "ADA@example.com", *FILES, "--format", "json").out)
    assert (plain["state"], plain["action"]["name"]) == ("offer", "Grandma's Hot-Water Bottle")
    assert plain["action"]["because"] == "Sleepy Tea"
    after = json.loads(
        ask(
            "--customer=ada@example.com", *FILES, "--declined=Grandma's Hot-Water Bottle", "--format=json"
        ).out
    )
    assert after["action"]["name"] != "Grandma's Hot-Water Bottle"


def test_orders_are_read_as_plans_are_told_to_read_them(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "who,what,when,state,Email,Lineitem name,Created at,Name,Lineitem quantity\n"
        "ann,Sleepy Tea,03/04/2026,Sent,x@ex.test,Toe Massager 5000,2026-01-01,#1,1\n"
        "ann,Toe Massager 5000,04/04/2026,Parked,x@ex.test,Toe Massager 5000,2026-01-01,#2,1\n"
    )
    columns = (
        "--customer-col=who",
        "--item-col=what",
        "--date-col=when",
        "--status-col=state",
        "--order-col=Name",
    )
    options = ("--layout=plain", "--dates=dmy", "--status=sent=bought", "--status=parked=no", "--format=json")
    said = ask("--customer=ann", f"--orders={orders}", *columns, *options)
    assert (said.code, json.loads(said.out)["action"]["because"]) == (0, "Sleepy Tea")
    assert ask("--customer=ann", f"--orders={orders}", *columns, "--status=sent").err.startswith(
        "error: --status 'sent'"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (FILES[:1], "error: orders are named, but no customer\n  tip: name the customer with --customer ID"),
        (
            ("--layout=shopify",),
            "error: orders are named, but no customer\n  tip: name the customer with --customer ID",
        ),
        (
            ("--customer=ann", FILES[1]),
            "error: a customer is named, but no orders\n  tip: name the orders with --orders FILE",
        ),
        (("--customer=ann", FILES[0]), f"error: {PLAN}/orders.csv: no customer is called 'ann'"),
        (("--customer=ann", "--orders=no.csv"), "error: no.csv: no such file"),
    ],
)
def test_half_a_request_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    said = ask(*arguments)
    assert (said.code, said.out, said.err) == (2, "", f"{message}\n")


def test_rows_that_do_not_count_are_said_beside_the_answer(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("customer,item,date\nann,Sleepy Tea,2026-11-01\n")
    (tmp_path / "log.csv").write_text("customer,offer,event,date\nann,Foot Spa Bundel,declined,2026-11-02\n")
    said = ask("--customer=ann", f"--orders={tmp_path}/orders.csv", f"--log={tmp_path}/log.csv")
    assert (said.code, said.err) == (
        0,
        f"note: {tmp_path}/log.csv: 1 row of this customer was set aside: nothing in the path has this name: "
        "'Foot Spa Bundel' (did you mean 'Foot Spa Bundle'?)\n",
    )
