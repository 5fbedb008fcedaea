"""What is asked, and what the sentences of docs/meaning.md say to it."""

import datetime as dt
import functools

from .actions import Action, Result, action
from .again import expires, kept_from
from .answers import Asked, asks, noes_to, offer_of, offers_made, theirs_for, told
from .belonging import is_held_out, is_stopped, lets_in, with_held
from .customer import accepted_on, had, owned, purchases_of
from .opening import first_opening
from .plain import (
    Event,
    Mapping,
    Store,
    contents,
    days,
    default,
    is_offered,
    plus,
    same,
    ultimate_name,
)
from .reading import Offer, Step, reading, via_of
from .resting import entries_of_rest
from .windows import is_open


class Question:
    """What is asked: one store, one customer, one day."""

    def __init__(
        self, store: Store, history: list[Event], attributes: dict[str, str], today: dt.date
    ) -> None:
        """Keep what was given, and what follows from it at once."""
        self.store, self.told, self.attributes, self.today = store, history, attributes, today
        self.history = history = with_held(store, history, today)
        self.made = offers_made(store, history, attributes, today)
        self.mine = owned(store, history, today)
        self.noes = functools.cache(self.noes)  # type: ignore[method-assign]  # each is asked for again and again
        self.asks = functools.cache(self.asks)  # type: ignore[method-assign]

    def noes(self, offer: Offer) -> list[dt.date]:
        """The days of all Noes to an offer."""
        return noes_to(self.store, self.history, self.made, self.today, offer)

    def bought(self, name: str) -> list[dt.date]:
        """The days on which an item itself was bought, since nothing was left of it."""
        return accepted_on(self.store, self.history, self.today, name)

    def done(self, touch: str) -> list[dt.date]:
        """The days on which a touch was done."""
        did = told(self.history, "did", self.today)
        return [event["on"] for event in did if same(event["touch"], touch)]

    def had(self, name: str) -> bool:
        """Whether an item is had."""
        return had(self.store, self.history, self.today, name)

    def offers_named(self) -> set[Offer]:
        """The offers that the history names."""
        return {offer_of(self.store, event) for event in self.history if "offer" in event}

    def asks(self) -> list[dt.date]:
        """The days of all asks."""
        return asks(self.store, self.history, self.made, self.today)

    def messages(self) -> list[dt.date]:
        """A message is an ask or a touch."""
        return self.asks() + [event["on"] for event in told(self.history, "did", self.today)]

    def lets_in(self, door: Mapping) -> bool:
        """Whether `when` and `unless` are open today."""
        return lets_in(self.store, self.history, self.attributes, self.today, door)

    # Sentence 9: the day of a step

    def put_off(self, due: dt.date, gap: str | None = None) -> dt.date:
        """An offer is due no earlier than the day of the latest ask plus `gap`, be it 0; a step's
        own `gap` replaces the default; `gap: 0` waives `spacing` too.
        """
        length = days(default(self.store, "gap") if gap is None else gap)
        due = max([due, *(plus(on, length) for on in self.asks())])
        return due if gap is not None and length == 0 else self.spaced(due)

    def spaced(self, due: dt.date) -> dt.date:
        """No earlier than the day of the latest message plus `spacing`; 0 puts nothing off."""
        spacing = days(default(self.store, "spacing"))
        return max([due, *(plus(on, spacing) for on in self.messages())]) if spacing else due

    def counts_from(self, step: Step) -> dt.date | None:
        """The day from which `after` counts: in `prospects` it is the first message."""
        return min(self.messages(), default=None) if step.whose == "prospect" else step.since

    def due_like_the_step(self, step: Step) -> dt.date:
        """The day from which `after` counts, plus the step's `after`. The cold and the ready
        ultimate are due today, and in `prospects` all before the first message.
        """
        since = self.counts_from(step)
        return self.today if since is None else plus(since, step.after)

    def due_of_touch(self, step: Step) -> dt.date:
        """`gap` puts off offers, not touches; `spacing` puts off both."""
        return self.spaced(self.due_like_the_step(step))

    def that_no(self, step: Step, place: int) -> dt.date | None:
        """The latest No to a higher rung of this ladder on or after the day from which `after`
        counts.
        """
        since = self.counts_from(step)
        noes = [no for higher in step.rungs[:place] for no in self.noes(higher.offer)]
        return max((no for no in noes if since is None or no >= since), default=None)

    def due_of_rung(self, step: Step, place: int) -> dt.date:
        """After that No the rung is due at once, or `after` later if it has one; without one it
        is due like the step. An ultimate asked again is due no earlier than its No expired.
        """
        rung, no = step.rungs[place], self.that_no(step, place)
        due = self.due_like_the_step(step) if no is None else plus(no, rung.after)
        opens = [expires(self, rung.offer), kept_from(self, step, rung.item)]
        return self.put_off(max([due, *(day for day in opens if day)]), rung.gap)

    def timely(self, step: Step, due: dt.date, no: dt.date | None, own: Mapping) -> bool:
        """The day of a step is the later of today and its due date. It must lie in `from`..`until`
        and no later than `within` after the latest purchase of what it belongs to, or that No, if
        later. The window and `within` of a step close all its rungs; those of a rung that rung only.
        """
        day = max(self.today, due)
        latest = step.latest
        if latest is None:
            latest = min(self.messages(), default=self.today)
        if no is not None:
            latest = max(latest, no)
        lengths = [length for length in (step.within, own.get("within")) if length is not None]
        in_windows = is_open(step.terms, day) and is_open(own, day)
        return in_windows and all(day <= plus(latest, days(length)) for length in lengths)

    # Sentences 3, 4, 6 and 11: what is dead

    def answers_from(self, step: Step) -> dt.date:
        """ "An `each_time` offer counts only answers and purchases on or after the day of the latest
        purchase of what it belongs to"; any other counts all.
        """
        return (step.since or dt.date.min) if step.each_time else dt.date.min

    def counts(self, step: Step, on: dt.date) -> bool:
        """Whether a purchase of that day counts for a step."""
        return on >= self.answers_from(step)

    def theirs_for(self, step: Step, item: str) -> bool:
        """Whether an item is had, as far as a step counts it."""
        return theirs_for(self.store, self.history, self.today, step, item)

    def declined(self, offer: Offer, since: dt.date = dt.date.min) -> bool:
        """Whether there is a No that has not expired."""
        expired = expires(self, offer)
        noes = [no for no in self.noes(offer) if no >= since]
        return bool(noes) and (expired is None or self.today < expired)

    def live(self, step: Step, place: int) -> bool:
        """Whether the rung of a ladder can be offered.

        "Drafts, paused and retired items, and bundles that hold one, are not offered." "An offer is answered at most once per customer." "Buying an
        item answers its offers at every price." "An offer that contains any owned product is not
        live." "A rung is dead once a higher rung was accepted or is owned in full." And it must
        be open.
        """
        rung, no = step.rungs[place], self.that_no(step, place)
        opens = kept_from(self, step, rung.item)
        return (
            is_offered(self.store, rung.item)
            and (opens is None or opens <= self.today)
            and not self.declined(rung.offer, self.answers_from(step))
            and not any(self.counts(step, on) for on in self.bought(rung.item))
            and not any(product in self.mine for product in contents(self.store, rung.item))
            and not any(self.theirs_for(step, higher.item) for higher in step.rungs[:place])
            and all(self.lets_in(door) for door in rung.doors)
            and self.timely(step, self.due_of_rung(step, place), no, rung.terms)
        )

    def action_of(self, step: Step) -> Action | None:
        """The action of a step: a touch not done yet, or the first live rung of the ladder."""
        if step.touch is not None:
            due = self.due_of_touch(step)
            if not is_offered(self.store, step.touch) or self.done(step.touch):
                return None
            if not self.lets_in(step.terms):
                return None
            if not self.timely(step, due, None, step.terms):
                return None
            return action(self.store, step.touch, due, because=step.because, via=step.via)
        for place, rung in enumerate(step.rungs):
            if self.live(step, place):
                due = self.due_of_rung(step, place)
                return action(self.store, rung.item, due, step.because, rung.price, rung.via, place)
        return None

    # Sentences 7 and 8: open asks

    def open_asks(self) -> list[Asked]:
        """Offers that are neither answered nor silent, in the order in which they were made."""
        return [asked for asked in self.made if asked.fate == "open"]

    def waited_for(self) -> Asked | None:
        """Of several open asks the last one made since the last purchase is waited for."""
        orders = purchases_of(self.store, self.history, self.today)
        latest = max((order["on"] for order in orders), default=dt.date.min)
        waiting = [asked for asked in self.open_asks() if asked.on >= latest]
        return waiting[-1] if waiting else None

    def shares_with_an_open_ask(self, item: str) -> bool:
        """To share a product means that some product is in both."""
        asked = [product for one in self.open_asks() for product in contents(self.store, one.offer[0])]
        return any(product in asked for product in contents(self.store, item))

    def blocked(self, step: Step) -> bool:
        """Every ladder with a rung that shares a product with an open ask is passed over."""
        return any(self.shares_with_an_open_ask(rung.item) for rung in step.rungs)

    def wait_for(self, asked: Asked) -> Action:
        """The open ask as an action, due when its patience is over."""
        rung = asked.step.rungs[asked.place] if asked.step else None
        because = asked.step.because if asked.step else None
        via = rung.via if rung else via_of(self.store)
        name, price = asked.offer
        return action(self.store, name, asked.ends, because, price, via, asked.place)

    # Sentences 2, 10 and 12: what comes next

    def live_steps(self) -> list[tuple[Step, Action]]:
        """The live steps in reading order, without those that an open ask passes over; while such
        a ladder is left there is no cold ask, unless it stands in a `winback`.
        """
        found, left = [], False
        for step in reading(self.store, self.history, self.attributes, self.today):
            one = None if step.whose == "cold" and left else self.action_of(step)
            if one is not None and self.blocked(step):
                left = left or step.whose != "winback"
            elif one is not None:
                found.append((step, one))
        return found

    def rest(self) -> list[Action]:
        """The entries of `rest` that are open, the refills first."""
        return entries_of_rest(self)

    def answer(self) -> Result:
        """An offer that is waited for, the first live step that is due, else the one due soonest;
        when nothing is left `rest`, then the first day on which time opens something, or the end.
        """
        if is_stopped(self.store, self.history, self.attributes, self.today):
            return {"state": "stopped", "action": None}
        asked = self.waited_for()
        if asked is not None:
            return {"state": "wait", "action": self.wait_for(asked)}
        due, waiting = self.find_steps()
        if due is not None:
            return self.stated("touch" if due["kind"] == "touch" else "offer", due)
        soonest = list(waiting.values())
        if all(whose == "winback" for whose, _ in waiting):
            resting = self.rest()
            for one in resting:
                if one["due"] <= self.today:
                    return self.stated("rest", one)
            soonest += resting
        if soonest:
            return self.stated("rest", min(soonest, key=lambda one: one["due"]))
        opening = first_opening(self)
        if opening is not None:
            return {"state": "wait", "action": opening}
        accepted = self.had(ultimate_name(self.store))
        return {"state": "complete" if accepted else "stranded", "action": None}

    def find_steps(self) -> tuple[Action | None, dict[tuple[str, str | None], Action]]:
        """The first live step that is due, or those that wait. A step that is not yet due holds up
        what stands behind it in the lists of the same purchase, the store-wide `next` and the cold
        ask; a `winback` "holds up nothing outside its own list".
        """
        waiting: dict[tuple[str, str | None], Action] = {}
        for step, found in self.live_steps():
            held_up = any(whose != "winback" for whose, _ in waiting) and step.whose in ("store", "cold")
            if step.group in waiting or held_up:
                continue
            if found["due"] <= self.today:
                return found, {}
            waiting[step.group] = found
        return None, waiting

    def stated(self, state: str, found: Action) -> Result:
        """`wait` when the action is due after today, else what it is; `held` when who is held out
        does not get it.
        """
        if found["due"] > self.today:
            return {"state": "wait", "action": found}
        everything = self.store.get("holdout", {}).get("of") == "everything"
        held = is_held_out(self.store, self.told, self.today)
        return {
            "state": "held" if held and (everything or found["kind"] != "touch") else state,
            "action": found,
        }
