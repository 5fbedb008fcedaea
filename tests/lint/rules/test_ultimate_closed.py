"""IPP207: a customer who can never be asked the ultimate action. The search itself is held to brute force in tests/proof."""

import pytest

from ..marked import hold

COLD = "ultimate: {offer: Club, cold: false}\n"
RUNNERS = "segments: {runners: {where: {sport: running}}}\n"
CLOSED = {
    "some customers, whatever they buy": (
        "ultimate: {offer: «Club», cold: false}\nproducts: {One: {next: [{offer: Club, when: runners}, Two]}, Two: {next: {offer: Club, when: runners}}, Club: {}}\n"
        + RUNNERS,
        "can never be asked for `Club`",
    ),
    "everybody": (
        "ultimate: {offer: «Club», cold: false}\nproducts: {One: {next: Two}, Two: {next: One}, Club: {}}",
        "nobody can ever be asked for `Club`",
    ),
    "by way of what is sold no more": (
        "ultimate: {offer: «Club», cold: false}\nproducts: {One: {next: Two}, Two: {next: One}, Old: {retired: true, next: Club}, Club: {}}",
        "nobody can ever be asked for `Club`",
    ),
    "a customer who owns a part of it": (
        "ultimate: ‹Weekend›\nproducts: {«Ticket»: {next: One}, One: {next: Weekend}, Meal: {consumable: true, next: One}}\n"
        "bundles: {Weekend: {items: [Ticket, Meal]}}",
        "who bought `Ticket` can never be asked for `Weekend`: it contains `Ticket`, which they own",
    ),
}


@pytest.mark.parametrize(("store", "message"), CLOSED.values(), ids=CLOSED.keys())
def test_who_can_never_be_asked(store: str, message: str) -> None:
    [finding] = hold("ultimate-closed", store, message)
    assert finding.help


OPEN = {
    "asked cold": f"products: {{One: {{next: {{offer: Club, when: runners}}}}, Club: {{}}}}\n{RUNNERS}",
    "a list for everybody": COLD + "products: {One: {next: Club}, Club: {}}\nprospects: One",
    "opened by buying more": COLD
    + "products: {One: {next: [{offer: Club, when: two}, Two]}, Two: {next: [{offer: Club, when: two}, One]}, Club: {}}\n"
    "segments: {two: {owns: 2}}\nprospects: One",
    "by way of what is out of stock": COLD
    + "products: {One: {next: Two}, Two: {paused: true, next: Club}, Club: {}}",
    "its owners are asked": COLD
    + "products: {Old: {retired: true, next: Club}, One: {next: Club}, Club: {}}",
    "a mistake": COLD + "products: {One: {next: Clbu}, Club: {}}",
}


@pytest.mark.parametrize("name", OPEN)
def test_who_can_be_asked(name: str) -> None:
    hold("ultimate-closed", OPEN[name], mistakes=name == "a mistake")


def test_who_gave_everything_back() -> None:
    """Only prospects are asked: a customer who bought something is not, kept or given back."""
    hold(
        "ultimate-closed",
        "ultimate: {offer: «Club», cold: false}\nproducts: {«One»: {next: Two}, «Two»: {next: One}, Club: {}}\nprospects: Club",
        "who gave everything back can never be asked",
        "who bought `One`",
        "who bought `Two`",
    )


def test_who_is_never_to_get_anything_is_missed_by_nobody() -> None:
    steps = "products: {One: {next: [{offer: Club, unless: gone}, Two]}, Two: {next: {offer: Club, unless: gone}}, Club: {}}\n"
    gone = steps + "segments: {gone: {where: {newsletter: none}}, others: {where: {newsletter: some}}}\n"
    hold("ultimate-closed", COLD + gone + "never: gone")
    hold(
        "ultimate-closed",
        COLD.replace("Club", "«Club»") + gone + "never: others",
        "can never be asked for `Club`",
    )
