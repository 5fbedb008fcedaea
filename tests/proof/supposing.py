"""Random stores whose segments ask about orders and shares, read as attributes by both engines; and which of those customers there can be."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import make_share
from ipp.path.values import ShareRange
from tests.oracle.belonging import part
from tests.oracle.choice import Choice, seeded
from tests.oracle.plain import as_written, days, list_price, many, numbers

Plain = dict[str, Any]
Values = dict[str, str | None]
Piece = tuple[str, Any, Any]
"""An axis, and from where to where on it a fact holds."""

KINDS: tuple[str, ...] = ("bought_any", "bought_any", "quantity", "orders", "spent", "quiet_for", "share")


def with_facts(plain: Plain, seed: int) -> Plain:
    """Return the store with facts in most of its segments, and one more segment at times."""
    choice = seeded(seed)
    segments = {name: dict(body) for name, body in (plain.get("segments") or {}).items()}
    goods = [*plain["products"], *(plain.get("bundles") or {})]
    for body in segments.values():
        if choice.chance(70):
            body.update(_make_fact(choice, goods))
        if choice.chance(40) and len(body) > 1:
            del body[next(iter(body))]
    return {**plain, "segments": segments} if segments else plain


def _make_fact(choice: Choice, goods: list[str]) -> Plain:
    kind = choice.one(list(KINDS))
    if kind == "bought_any":
        return {kind: choice.some(goods, 1, 2)}
    if kind == "quantity":
        return {kind: {name: choice.integer(1, 3) for name in choice.some(goods, 1, 2)}}
    values: dict[str, list[Any]] = {
        "orders": [1, 1, 2, 3],
        "spent": ["20", "89"],
        "quiet_for": ["0", "0", "7d"],
        "share": ["50%", "50% to 100%"],
    }
    return {kind: choice.one(values[kind]), **({"salt": "arms"} if kind == "share" else {})}


def suppose_plain(plain: Plain, policy: Policy) -> Plain:
    """Return the store with attributes in the place of facts, by the thresholds of a policy that supposes them."""
    segments: Plain = {}
    for name, body in (plain.get("segments") or {}).items():
        helpers: list[str] = []
        for number, pieces in enumerate(_list_facts(plain, name, body)):
            some = [_ask_piece(policy, piece, f"{name} {number} {place}", segments) for place, piece in enumerate(pieces)]  # fmt: skip
            helpers.append(f"{name} {number} one of them")
            segments[helpers[-1]] = {"any": some}
        kept = {key: value for key, value in body.items() if key not in (*KINDS, "salt")}
        segments[name] = {**kept, "all": [*many(kept.get("all")), *helpers]} if helpers else kept
    return {**plain, "segments": segments} if segments else plain


def _ask_piece(policy: Policy, piece: Piece, name: str, segments: Plain) -> str:
    """Add segments that hold on a piece of an axis; who is below the first threshold has none of the values."""
    spelling, low, high = piece
    axis = next((name for name, (each, _) in policy.axes.items() if each.spelling == spelling), "nothing")
    labelled = list(zip(policy.axes[axis][1], policy.attribute_values[axis], strict=True)) if axis in policy.axes else []  # fmt: skip
    inside = [
        label for cut, label in labelled if (low is None or cut >= low) and (high is None or cut < high)
    ]
    outside = [label for _, label in labelled if label not in inside]
    if low is not None:
        segments[name] = {"where": {axis: inside}}
    else:
        segments[f"{name} outside"] = {"where": {axis: outside}}
        segments[name] = {"not": f"{name} outside"}
    return name


def _list_facts(plain: Plain, name: str, body: Plain) -> Iterator[list[Piece]]:
    """Yield the facts of a segment, each as pieces of which one must hold."""
    if "bought_any" in body:
        yield [(_pieces(plain, each), 1, None) for each in many(body["bought_any"])]
    for each, number in body.get("quantity", {}).items():
        yield [(_pieces(plain, each), int(number), None)]
    if "orders" in body:
        yield [("orders", int(body["orders"]), None)]
    if "spent" in body:
        yield [("money spent", part(str(body["spent"])), None)]
    if "quiet_for" in body:
        yield [("days without an order", days(body["quiet_for"]), None)]
    if "share" in body:
        ends = [part(end) for end in str(body["share"]).split(" to ")]
        share = make_share(
            str(body.get("salt", name)), ShareRange(*(ends if len(ends) > 1 else [part("0"), *ends]))
        )
        low = None if share.first == "00000000" else share.first
        yield [(f"share drawn by {share.salt}", low, share.end)]


def _pieces(plain: Plain, name: str) -> str:
    return f"pieces of {as_written(plain, name)} ever bought"


class Existing:
    """Who there can be among the customers of a store that a policy supposes, and what can become of them."""

    def __init__(self, plain: Plain, policy: Policy) -> None:
        self.plain, self.policy = plain, policy
        self.left_out = 0  # how often somebody was asked about who cannot be

    def can_exist(self, values: Values, bought: Iterable[str]) -> bool:
        """Whether somebody who bought these, or kept nothing, can have these attributes."""
        pieces = Counter[str]()
        for name in bought:
            pieces.update({name: 1} | numbers(self.plain, name))
        for axis, (spec, cuts) in self.policy.axes.items():
            least = {"orders": 1, "quiet": 0, "pieces": pieces[spec.about]}.get(spec.kind)
            place = self._find_place(values, axis)
            if least is not None and place < len(cuts) and least >= cuts[place]:
                self.left_out += 1
                return False
        return True

    def can_become(self, values: Values, later: Values, bought: Iterable[str], sold: Iterable[str]) -> bool:
        """Whether somebody who bought these can come to have other attributes, by time and by buying again what is sold of it."""
        if not self.can_exist(later, bought):
            return False
        again = [name for name in bought if name in sold]
        for axis, (spec, _) in self.policy.axes.items():
            before, after = self._find_place(values, axis), self._find_place(later, axis)
            grows = bool(again)
            match spec.kind:
                case "quiet":
                    before = 0 if again else before
                    grows = True
                case "pieces":
                    grows = any(spec.about in {name, *numbers(self.plain, name)} for name in again)
                case "spent":
                    grows = any(list_price(self.plain, name) for name in again)
                case "share":
                    grows = False
            first = bool(
                spec.kind != "share" and not self.can_exist({**later, axis: values.get(axis)}, bought)
            )
            if after < before or (after > before and not (grows or first)):
                return False
        plain = (name for name in self.policy.attribute_values if name not in self.policy.axes)
        return all(values.get(name) == later.get(name) for name in plain)

    def _find_place(self, values: Values, axis: str) -> int:
        value = values.get(axis)
        return 0 if value is None else 1 + self.policy.attribute_values[axis].index(value)


def list_people(policy: Policy) -> Iterator[Values]:
    """Yield each choice of values for the attributes that segments read."""
    attributes = policy.attribute_values
    for chosen in itertools.product(*((None, *values) for values in attributes.values())):
        yield dict(zip(attributes, chosen, strict=True))
