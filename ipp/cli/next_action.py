"""`ipp next`: what to do with one customer."""

import sys
from typing import Annotated

import typer

from ipp.cli import terminal
from ipp.cli.complete import goods, offers, touches
from ipp.cli.options import AnswerDay, Format, PathGiven, PrintedAs, day_given
from ipp.cli.store import usable_store


def command(
    bought: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A product or bundle they bought; each is an order.", autocompletion=goods
        ),
    ] = None,
    declined: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="An offer they said No to.", autocompletion=offers),
    ] = None,
    offered: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="An offer made to them and not answered yet.", autocompletion=offers
        ),
    ] = None,
    did: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A touch that was made.", autocompletion=touches),
    ] = None,
    attr: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="What is known of them.")
    ] = None,
    today: AnswerDay = None,
    why: Annotated[bool, typer.Option("--why", help="Say what was passed over, and why.")] = False,
    path: PathGiven = None,
    format: PrintedAs = Format.text,
) -> None:
    """Say the next action for one customer, and what follows on Yes and on No.

    A NAME is a product, a bundle, a touch or a sku, and may carry a date and an offer its price:
    "Toe Massager 5000@2026-10-01", "Foot Spa Bundle for 49@2026-10-01". Undated means today.

    Exit code 1 when nothing is left for this customer.
    """
    from ipp.engine.answer import answer
    from ipp.engine.spoken import read_history

    day = day_given(today)
    store = usable_store(path)
    history = read_history(
        store.policy,
        day,
        bought=bought or (),
        declined=declined or (),
        offered=offered or (),
        did=did or (),
        attributes=attr or (),
    )
    for assumption in history.assumed:
        terminal.note(assumption)
    result = answer(store.policy, history.customer, day)
    if format is Format.json:
        from ipp.render.answers import next_json

        sys.stdout.write(next_json.render(result))
    else:
        from ipp.render.answers import next_text

        terminal.write(next_text.render(result, why=why))
    if result.decision.state == "stranded":
        raise typer.Exit(1)
