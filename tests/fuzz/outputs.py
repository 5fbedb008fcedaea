"""Everything that the commands say of one path file, with what must hold for each."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ipp.answers import make_answer, write_answer_json
from ipp.engine.customer.events import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.recommendation import recommend_next
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import Store, UnreadFile, load_store
from ipp.render.answers.next_action import page
from ipp.render.drawings import as_json, dot, html, mermaid, svg, tree
from ipp.render.findings import render_text
from ipp.render.page import print_plain
from ipp.render.picture.focus import USUAL_DEPTH
from ipp.render.picture.make import make_picture
from ipp.render.picture.scene import Drawing, Picture
from ipp.text.source import Source

from ..path.reading import check_places

Form = Callable[[Picture], Drawing]
TODAY = date(2026, 6, 1)
CUSTOMERS = 2


class Outputs(NamedTuple):
    """What was said of a file, and whether it can be answered from."""

    text: str
    usable: bool
    store: bool


def all_outputs(text: str, seed: int) -> Outputs:
    """Return everything that is said of a path file; places are checked, and anything raised is a fault."""
    loaded = load_store(Source("path.yaml", text), refuse)
    check_places(loaded.findings)
    report = lint_stores([loaded], LintTerms(today=TODAY, proof=True))
    check_places(report.findings)
    luck = random.Random(seed)
    said = [render_text("json", report)]
    usable = isinstance(loaded, Store) and not loaded.findings
    if isinstance(loaded, Store):
        said.append(drawn(loaded.policy, make_picture(loaded.policy, report.findings), luck))
    if isinstance(loaded, Store) and usable:
        said += answers(loaded.policy, luck)
    return Outputs("".join(said), usable, not isinstance(loaded, UnreadFile))


def refuse(_: Source, name: str) -> Source:
    """Open no included file."""
    raise FileNotFoundError(2, "No such file")


def drawn(policy: Policy, picture: Picture, luck: random.Random) -> str:
    """Draw a path in one of the forms."""
    if luck.random() < 0.2:
        return print_plain(tree.draw_tree(picture, None, USUAL_DEPTH))
    if luck.random() < 0.2:
        return played(policy, picture)
    form: Form = luck.choice([mermaid.draw_mermaid, dot.draw_dot, svg.draw_svg, as_json.draw_json])
    return form(picture).text


def played(policy: Policy, picture: Picture) -> str:
    """Make the page, or say why it is refused: it does not take every key yet."""
    try:
        return html.draw_html(policy, picture).text
    except RequestError as refused:
        return str(refused)


def answers(policy: Policy, luck: random.Random) -> Iterator[str]:
    """Say what is next for some customers."""
    for _ in range(CUSTOMERS):
        result = recommend_next(policy, some_customer(policy, luck), TODAY)
        yield write_answer_json(make_answer(result))
        yield print_plain(page.render_decision(result, why=True))


def some_customer(policy: Policy, luck: random.Random) -> Customer:
    """Return a customer with a few purchases, answers and touches of the last weeks."""
    return Customer(
        tuple(some_event(policy, luck) for _ in range(luck.randint(0, 5))), {"tier": "a", "concern": "heel"}
    )


def some_event(policy: Policy, luck: random.Random) -> Event:
    """Return one thing that happened."""
    day = TODAY - timedelta(days=luck.choice([0, 0, 1, 3, 10, 40]))
    touches = sorted(policy.touches)
    name = luck.choice(sorted(policy.goods))
    kind = luck.choice([Bought, Bought, Declined, Offered, Did])
    if kind is Did and touches:
        return Did(luck.choice(touches), day)
    if kind is Declined:
        return Declined((name, None), day)
    return Offered((name, None), day) if kind is Offered else Bought((name,), day)
