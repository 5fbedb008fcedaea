"""`naive_next`: the twelve sentences of docs/meaning.md, one after the other, at any cost."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from .answers import Asked, asks, noes_to, offers_made, told
from .customer import bought_itself, had, lets_in, owned, purchases
from .plain import (
    Event,
    Mapping,
    Store,
    as_written,
    contents,
    day_of,
    days,
    default,
    is_consumable,
    is_draft,
    kind_of,
    list_price,
    many,
    plus,
    same,
    ultimate,
    ultimate_name,
)
from .reading import Offer, Step, reading

Result = dict[str, Any]
Action = dict[str, Any]


class Question:
    """What is asked: one store, one customer, one day."""

    def __init__(
        self, store: Store, history: list[Event], attributes: dict[str, str], today: dt.date
    ) -> None:
        """Keep what was given, and what follows from it at once."""
        self.store, self.history, self.attributes, self.today = store, history, attributes, today
        self.made = offers_made(store, history, attributes, today)
        self.mine = owned(store, history, today)

    def noes(self, offer: Offer) -> list[dt.date]:
        """The days of all Noes to an offer."""
        return noes_to(self.store, self.history, self.made, self.today, offer)

    def bought(self, name: str) -> list[dt.date]:
        """The days on which an item itself was bought."""
        return bought_itself(self.store, self.history, self.today, name)

    def done(self, touch: str) -> list[dt.date]:
        """The days on which a touch was done."""
        did = told(self.history, "did", self.today)
        return [event["on"] for event in did if same(event["touch"], touch)]

    def had(self, name: str) -> bool:
        """Whether an item is had."""
        return had(self.store, self.history, self.today, name)

    def put_off(self, due: dt.date) -> dt.date:
        """An offer is due no earlier than the day of the latest ask plus `gap`."""
        gap = days(default(self.store, "gap"))
        return max([due, *(plus(on, gap) for on in self.asks())])

    def asks(self) -> list[dt.date]:
        """The days of all asks."""
        return asks(self.store, self.history, self.made, self.today)

    def closed(self, doors: list[Mapping], due: dt.date) -> bool:
        """A closed step is passed over. A step or rung is closed when the later of today and its
        due date (gap included) lies after `until`. `until` is the last open day.
        """
        for door in doors:
            if not lets_in(self.store, self.attributes, self.mine, door):
                return True
            if "until" in door and max(self.today, due) > day_of(door["until"]):
                return True
        return False

    def latest_recorded_day(self) -> dt.date | None:
        """A prospect's latest recorded day (offer, No, touch)."""
        recorded = [asked.on for asked in self.made]
        recorded += [asked.ends for asked in self.made if asked.fate == "silent"]
        recorded += [event["on"] for event in told(self.history, "declined", self.today)]
        recorded += [event["on"] for event in told(self.history, "did", self.today)]
        return max(recorded, default=None)

    def due_like_the_step(self, step: Step) -> dt.date:
        """`after` counts from the purchase that the step belongs to; store-wide steps count from
        the latest purchase; a prospect's steps from their latest recorded day, with none they are
        due today; the cold and the ready ultimate are due today.
        """
        if step.whose == "ultimate":
            return self.today
        since = self.latest_recorded_day() if step.whose == "prospect" else step.since
        return self.today if since is None else plus(since, step.after)

    def due_of_touch(self, step: Step) -> dt.date:
        """`from` puts the due date off to that day; `gap` is for offers, not for touches."""
        return from_on(self.due_like_the_step(step), step.doors)

    def due_of_rung(self, step: Step, place: int) -> dt.date:
        """The corner of sentence 9 on "that No": it is the latest No to a higher rung of this
        ladder on or after the day of the purchase that the step belongs to. With such a No the
        rung is due on its day plus the rung's own `after`; without one it is due like the step.

        "A No to a higher rung always counts as one since then" (for a prospect).
        """
        rung = step.rungs[place]
        noes = [no for higher in step.rungs[:place] for no in self.noes(higher.offer)]
        if step.since is not None:
            noes = [no for no in noes if no >= step.since]
        due = plus(max(noes), rung.after) if noes else self.due_like_the_step(step)
        return from_on(self.put_off(due), rung.doors)

    def live(self, step: Step, place: int) -> bool:
        """Whether the rung of a ladder can be offered.

        "Drafts are never offered." "An offer is answered at most once per customer." "Buying an
        item answers its offers at every price." "An offer that contains any owned product is not
        live." "A rung is dead once a higher rung was accepted or is owned in full." And it must
        be open.
        """
        rung = step.rungs[place]
        return not (
            is_draft(self.store, rung.item)
            or self.noes(rung.offer)
            or self.bought(rung.item)
            or any(product in self.mine for product in contents(self.store, rung.item))
            or any(self.had(higher.item) for higher in step.rungs[:place])
            or self.closed(rung.doors, self.due_of_rung(step, place))
        )

    def action_of(self, step: Step) -> Action | None:
        """The action of a step: a touch not done yet, or the first live rung of the ladder."""
        if step.touch is not None:
            due = self.due_of_touch(step)
            if is_draft(self.store, step.touch) or self.done(step.touch):
                return None
            if self.closed(step.doors, due):
                return None
            return action(self.store, step.touch, due, because=step.because, via=step.via)
        for place, rung in enumerate(step.rungs):
            if self.live(step, place):
                due = self.due_of_rung(step, place)
                return action(self.store, rung.item, due, step.because, rung.price, rung.via, place)
        return None

    def pending(self) -> Asked | None:
        """Several offers pending: the one made last is waited for (of one day, the later given)."""
        waiting = [asked for asked in self.made if asked.fate == "pending"]
        return waiting[-1] if waiting else None

    def next_ask_of_the_ultimate(self) -> Action | None:
        """A declined ultimate is asked again `again_after`, at most `retries` times.

        "… while it has at most `retries` Noes, and while no owned product is in it." "Only the
        list-price offer of the ultimate is meant." `gap` puts it off, and `rest` applies until then.
        """
        last = ultimate_name(self.store)
        noes = self.noes((last, list_price(self.store, last)))
        if not noes or len(noes) > int(ultimate(self.store).get("retries", 1)):
            return None
        if self.had(last) or any(inside in self.mine for inside in contents(self.store, last)):
            return None
        passed = plus(max(noes), days(ultimate(self.store).get("again_after", "90d")))
        via, price = default(self.store, "via"), list_price(self.store, last)
        return action(self.store, last, self.put_off(passed), None, price, via, 0)

    def due_in_rest(self, name: str, every: int) -> dt.date:
        """A touch is due `every` after it was last done, wherever it was listed. An offer or
        refill is due `every` after the latest of: purchase of the product (for a bundle: of the
        bundle), offer, No. Never done: due today. `gap` puts it off.
        """
        if kind_of(self.store, name) == "touch":
            return max((plus(on, every) for on in self.done(name)), default=self.today)
        offer = (name, list_price(self.store, name))
        latest = [on for bought, on in purchases(self.store, self.history, self.today)
                  if bought == name]  # fmt: skip
        latest += [asked.on for asked in self.made if asked.offer == offer]
        latest += self.noes(offer)
        return self.put_off(max((plus(on, every) for on in latest), default=self.today))

    def rest(self) -> list[Action]:
        """First come the refills: each consumable with `refill` that was ever bought (alone or in
        a bundle) and has no `rest` entry of its own, in the order of the file, then the entries of
        `rest` in their order, the open ones.
        """
        store = self.store
        entries: list[Mapping] = []
        ever = [name for name, _ in purchases(store, self.history, self.today)]
        for name, product in store["products"].items():
            own = any(same(entry.get("offer", ""), name) for entry in many(store.get("rest")))
            if is_consumable(store, name) and "refill" in product and name in ever and not own:
                entries.append({"offer": name, "every": product["refill"]})
        entries += [
            entry for entry in many(store.get("rest"))
            if lets_in(store, self.attributes, self.mine, entry)
        ]  # fmt: skip
        found = []
        for entry in entries:
            name = as_written(store, entry["do"] if "do" in entry else entry["offer"])
            if is_draft(store, name):
                continue
            is_touch = kind_of(store, name) == "touch"
            due = self.due_in_rest(name, days(entry["every"]))
            via = entry.get("via", default(store, "via"))
            price, rung = (None, None) if is_touch else (list_price(store, name), 0)
            found.append(action(store, name, due, None, price, via, rung))
        return found

    def answer(self) -> Result:
        """A pending offer, the first live step, the ultimate again, rest, or the end."""
        pending = self.pending()
        if pending is not None:
            rung = pending.step.rungs[pending.place] if pending.step else None
            because = pending.step.because if pending.step else None
            via = rung.via if rung else default(self.store, "via")
            name, price = pending.offer
            waits = action(self.store, name, pending.ends, because, price, via, pending.place)
            return {"state": "wait", "action": waits}
        for step in reading(self.store, self.history, self.attributes, self.today):
            found = self.action_of(step)
            if found is not None:
                return self.stated("touch" if found["kind"] == "touch" else "offer", found)
        again = self.next_ask_of_the_ultimate()
        if again is not None and again["due"] <= self.today:
            return self.stated("offer", again)
        resting = self.rest()
        for found in resting:
            if found["due"] <= self.today:
                return self.stated("rest", found)
        later = ([again] if again is not None else []) + resting
        if later:
            return self.stated("rest", min(later, key=lambda one: one["due"]))
        accepted = self.had(ultimate_name(self.store))
        return {"state": "complete" if accepted else "stranded", "action": None}

    def stated(self, state: str, found: Action) -> Result:
        """`wait` when the action is due after today, else what it is."""
        return {"state": "wait" if found["due"] > self.today else state, "action": found}


def from_on(due: dt.date, doors: list[Mapping]) -> dt.date:
    """`from` puts the due date off to that day."""
    return max([due, *(day_of(door["from"]) for door in doors if "from" in door)])


def action(
    store: Store, name: str, due: dt.date, because: str | None = None,
    price: Decimal | None = None, via: str | None = None, rung: int | None = None,
) -> Action:  # fmt: skip
    """An action as it is shown."""
    kind = kind_of(store, name)
    return {"name": name, "kind": kind, "because": because, "due": due,
            "price": price, "via": via, "rung": rung}  # fmt: skip


def naive_next(store: Store, history: list[Event], attributes: dict[str, str], today: dt.date) -> Result:
    """What to do next with one customer; a pure function, everything computed anew."""
    return Question(store, history, attributes, today).answer()


def answer(history: list[Event], action: Action, yes: bool, on: dt.date) -> None:
    """Append the event of an answer: bought, declined at that price, or the touch done."""
    if action["kind"] == "touch":
        history.append({"kind": "did", "touch": action["name"], "on": on})
    elif yes:
        history.append({"kind": "bought", "items": [action["name"]], "on": on})
    else:
        price = None if action["price"] is None else str(action["price"])
        history.append({"kind": "declined", "offer": action["name"], "price": price, "on": on})


def naive_walk(
    store: Store, history: list[Event], attributes: dict[str, str], today: dt.date,
    answers: Iterable[bool],
) -> list[Result]:  # fmt: skip
    """The results met on the way: waits are waited out, asks answered as told, touches done.

    Ends after the last answer or when nothing is left; `history` is not changed.
    """
    history, met = list(history), []
    for yes in answers:
        result = naive_next(store, history, attributes, today)
        met.append(result)
        while result["state"] == "wait":
            today = result["action"]["due"]
            result = naive_next(store, history, attributes, today)
            met.append(result)
        if result["action"] is None:
            break
        answer(history, result["action"], yes, today)
    return met
