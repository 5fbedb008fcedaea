"""Every list of steps is found, whatever key holds it, and can be changed."""

import ipp.path.model as model
from ipp.path.lists import HOLDERS, list_fields, list_step_lists
from ipp.path.model import Step
from ipp.path.names import list_steps
from tests.engine.feet import policy_of

STORE = """
ipp: 1
ultimate: Z
products:
  A: {price: 9, next: [B, Z], downsell: B, category: c}
  B: {price: 5}
  Z: {price: 20}
bundles:
  AB: {items: [A, B], price: 12, next: Z, downsell: [{offer: A, downsell: B}]}
categories: {c: {next: [AB]}}
next: [Z]
prospects: [A]
"""


def test_lists_stand_in_the_order_of_the_model() -> None:
    path = policy_of(STORE).path
    found = [
        (type(each.owner).__name__, each.field, len(each.steps), each.rungs) for each in list_step_lists(path)
    ]
    assert found == [
        ("Product", "next", 2, False),
        ("Product", "downsell", 1, True),
        ("Bundle", "next", 1, False),
        ("Bundle", "downsell", 1, True),
        ("Category", "next", 1, False),
        ("Path", "next", 1, False),
        ("Path", "prospects", 1, False),
    ]
    assert [step.subject.text for step in list_steps(path)] == ["B", "Z", "B", "Z", "A", "B", "AB", "Z", "A"]


def test_no_other_thing_of_the_model_has_lists() -> None:
    classes = {each for each in vars(model).values() if isinstance(each, type) and hasattr(each, "_fields")}
    having = {each.__name__ for each in classes if list_fields(each)}
    assert having == {"Path", "Step", "Product", "Bundle", "Category"}
    assert [list_fields(Step), len(HOLDERS)] == [(("downsell", True),), 3]
