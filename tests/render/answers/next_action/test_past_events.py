"""What a customer did and was asked so far, in the order of a day."""

from ipp.engine.customer.events import Bought, Cancelled, Declined, Did, Offered
from ipp.render.answers.next_action.past_events import list_past
from tests.engine.feet import day


def test_what_happened_on_one_day_stands_in_the_order_of_a_day() -> None:
    events = (
        Did("Letter", day(1)),
        Declined(("Kit", None), day(1)),
        Offered(("Kit", None), day(1)),
        Cancelled("Club", day(1)),
        Bought(("Club",), day(1)),
        Bought(("Mug",), day(0)),
    )
    assert [(step.verb, step.name) for step in list_past(events, {})] == [
        ("bought", "Mug"),
        ("bought", "Club"),
        ("ended", "Club"),
        ("offered", "Kit"),
        ("said No", "Kit"),
        ("sent", "Letter"),
    ]
