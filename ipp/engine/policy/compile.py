"""Path to Policy: the lists of the store with every name followed.

The policy is the ONE meaning of "next" (docs/meaning.md); `decide` is its interpreter for one customer. Lists are
compiled when they are first asked for: one customer needs a handful, a proof needs them all.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import attrgetter

from ipp.engine.policy.clauses import (
    Entry,
    Gate,
    Goal,
    Ladder,
    Offer,
    Rung,
    TouchStep,
)
from ipp.engine.policy.entries import list_rungs, repeat_entry
from ipp.engine.policy.goods import find_unavailable
from ipp.engine.policy.renewals import RenewalPolicy
from ipp.engine.policy.written_lists import WrittenLists
from ipp.engine.windows import make_window
from ipp.path.keys import Name
from ipp.path.lists import Steps
from ipp.path.model import Bundle, Path, Product, Step, Touch
from ipp.path.names import Names, list_goods
from ipp.path.terms import Channel
from ipp.text.source import Source, Span

Pairs = tuple[tuple[Step, Entry], ...]
LONGEST_LADDER = 100
"""Rungs of one ladder; what hangs below them is never offered, and reported."""


class Policy(RenewalPolicy, WrittenLists):
    """What the store does next, whoever the customer is. Names that mean nothing are left out."""

    def __init__(self, path: Path, names: Names, *, supposed: bool = False) -> None:
        self.path = path
        self.names = names
        self.supposed = supposed
        self.defaults = path.defaults
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._winbacks: dict[str, tuple[Entry, ...]] = {}
        self._bare_rungs: dict[int, tuple[Step, Rung]] = {}
        self._of_names: dict[tuple[str, int | None], Entry | None] = {}
        self._of_steps: dict[tuple[int, int | None], tuple[Step, Entry | None]] = {}
        self._of_lists: dict[tuple[int, int | None], tuple[Steps, Pairs]] = {}

    def suppose(self) -> "Policy":
        """Return the policy of the same store for whoever asks about all customers there could be: facts about orders and shares are attributes."""
        return Policy(self.path, self.names, supposed=True) if self.facts and not self.supposed else self

    @property
    def usual_within(self) -> int | None:
        """The `within` in days of steps in the lists of products and bundles that say nothing else."""
        within = self.defaults.within
        return within.days if within else None

    @cached_property
    def goods_in_order(self) -> tuple[str, ...]:
        """The names of products and bundles that are no drafts, in the order of the file."""
        return tuple(good.name.text for good in list_goods(self.path) if not good.draft)

    @cached_property
    def touches(self) -> frozenset[str]:
        """The names of touches."""
        return frozenset(name for name in self.positions if isinstance(self.names.resolve_item(name), Touch))

    @cached_property
    def storewide(self) -> tuple[Entry, ...]:
        return self.compile_steps(self.path.next)

    @cached_property
    def prospects(self) -> tuple[Entry, ...]:
        return self.compile_steps(self.path.prospects)

    @cached_property
    def goal(self) -> Goal | None:
        """The ultimate action; None only in a path with errors."""
        ultimate = self.path.ultimate
        item = self.names.resolve_item(ultimate.offer.text) if ultimate and ultimate.offer else None
        if ultimate is None or item is None or isinstance(item, Touch):
            return None
        good = self.goods[item.name.text]
        ready = self.names.resolve_segment(ultimate.ready.text) if ultimate.ready else None
        return Goal(
            good,
            (good.name, None),
            self.compile_ladder(Step(item.name.span, item.name)),
            self.compile_steps(item.next, self.usual_within, of_purchase=True),
            ready.name.text if ready else None,
            ultimate.again_after.days,
            ultimate.retries,
            ultimate.cold,
            ultimate.take or {},
        )

    def pair_entries(
        self, steps: Iterable[Step], within: int | None = None, *, of_purchase: bool = False
    ) -> Iterator[tuple[Step, Entry]]:
        """Yield steps with what they mean; those whose name means nothing are left out.

        `within` in days is that of a list's steps by default; `of_purchase`: the list belongs to a purchase, so that `each_time` has a meaning.
        """
        for step in steps:
            entry = self.find_entry(step, within)
            if entry:
                yield step, repeat_entry(step, entry) if of_purchase else entry

    def pair_list(self, steps: Steps, within: int | None = None) -> Pairs:
        """Return what `pair_entries` yields of a list as it is written: kept, because many ask."""
        known = self._of_lists.get((id(steps), within))
        if known is None:
            pairs = tuple(self.pair_entries(steps, within))
            known = self._of_lists[(id(steps), within)] = steps, pairs
        return known[1]

    def pair_own_steps(self, good: Product | Bundle, within: int | None = None) -> Pairs:
        """Return the steps of the `next` of a product or bundle, and those to its series successors, with what they mean."""
        own, series = self.pair_list(good.next, within), self.list_series_steps(good)
        return (*own, *self.pair_entries(series, within)) if series else own

    def list_entries(self, name: str) -> tuple[Entry, ...]:
        """Return the list of a product or bundle, by its name as written."""
        found = self._entries.get(name)
        if found is None:
            item = self.names.resolve_item(name)
            found = self._compile_list(item) if isinstance(item, (Product, Bundle)) else ()
            self._entries[name] = found
        return found

    def _compile_list(self, good: Product | Bundle) -> tuple[Entry, ...]:
        within = self.usual_within
        own = [repeat_entry(step, entry) for step, entry in self.pair_list(good.next, within)]
        further = (*self.list_series_steps(good), *self.list_category_steps(good))
        return (*own, *self.compile_steps(further, within, of_purchase=True))

    def list_winback(self, name: str) -> tuple[Entry, ...]:
        """Return the list for those who cancelled a membership, by its name as written."""
        found = self._winbacks.get(name)
        if found is None:
            item = self.names.resolve_item(name)
            found = self.compile_steps(item.winback) if isinstance(item, Product) and item.every else ()
            self._winbacks[name] = found
        return found

    def compile_steps(
        self, steps: Iterable[Step], within: int | None = None, *, of_purchase: bool = False
    ) -> tuple[Entry, ...]:
        """Return the entries of a list; steps whose name means nothing are left out."""
        return tuple([entry for _, entry in self.pair_entries(steps, within, of_purchase=of_purchase)])

    def find_entry(self, step: Step, within: int | None = None) -> Entry | None:
        """Return what a step means; that of a bare name is shared by all who write the bare name."""
        if step.name is None:
            known = self._of_steps.get((id(step), within))
            if known is None or known[0] is not step:
                known = self._of_steps[(id(step), within)] = step, self._compile_entry(step, within)
            return known[1]
        key = step.name.text, within
        found = self._of_names.get(key)
        if found is None and key not in self._of_names:
            found = self._of_names[key] = self._compile_entry(step, within)
        return found

    def _find_bare_rungs(self, name: Name, within: int | None) -> tuple[Rung, ...]:
        """Return the rungs of an item that a list names without any terms."""
        key = name.text, within
        bare = (
            self._of_names[key] if key in self._of_names else self.find_entry(Step(name.span, name), within)
        )
        return list_rungs(bare) if bare else ()

    def _compile_entry(self, step: Step, within: int | None) -> Entry | None:
        item = self.names.resolve_item(step.subject.text)
        if item is None:
            return None
        if isinstance(item, Touch):
            return None if step.offer else self.compile_touch(step, item, within)
        return None if step.do else self.compile_ladder(step, within)

    def compile_touch(self, step: Step, touch: Touch, within: int | None = None) -> TouchStep:
        return TouchStep(
            self.compile_gate(step, within),
            self.count_wait_days(step),
            touch.name.text,
            self.name_channel(step.via, self.defaults.via),
            find_unavailable(touch),
        )

    def compile_ladder(self, step: Step, within: int | None = None) -> Ladder:
        """Return the ladder of a step that offers something, its first rung written here."""
        gate = self.compile_gate(step, within)
        segments, times = (_OPEN, _OPEN) if gate is _OPEN else gate.split_gate()
        return Ladder(segments, self.count_wait_days(step), self._compile_rungs(step, times, within))

    def own_ladder(self, name: Name) -> Ladder:
        """Return the ladder of an item as it stands in no list; its first rung is where the item is declared."""
        known = self._of_names.get((name.text, None))
        if not isinstance(known, Ladder):
            return self.compile_ladder(Step(name.span, name))
        return known._replace(rungs=(known.rungs[0]._replace(span=name.span), *known.rungs[1:]))

    def _compile_rungs(self, step: Step, times: Gate, within: int | None) -> tuple[Rung, ...]:
        if step.offer and _leaves_rungs(step):  # most terms leave the rungs as they are everywhere
            return self._find_bare_rungs(step.offer, within)
        item = self.names.resolve_item(step.subject.text)
        if (
            item
            and not isinstance(item, Touch)
            and not (item.downsell if step.downsell is None else step.downsell)
        ):
            return (self._compile_rung(step, step, item, times),)  # as most ladders are
        rungs: dict[Offer, Rung] = {}
        self._add_rungs(step, step, times, _OPEN, rungs)
        return tuple(rungs.values())

    def _add_rungs(self, step: Step, top: Step, times: Gate, outer: Gate, rungs: dict[Offer, Rung]) -> None:
        """Add the rung of `step`, then the rungs of its downsell; an offer counts at its first place.

        `times` are the window and `within` of the top, which hold for all rungs; `outer` are the segments that the rungs above ask for.
        """
        item = self.names.resolve_item(step.subject.text)
        if item is None or isinstance(item, Touch) or len(rungs) >= LONGEST_LADDER:
            return
        own = self.compile_gate(step, in_list=False) if step is not top else _OPEN
        gate = own.intersect_gate(outer).intersect_gate(times) if own != _OPEN or outer != _OPEN else times
        rung = self._compile_rung_once(step, top, item, gate)
        if rung.offer in rungs:
            return
        rungs[rung.offer] = rung
        downsell = item.downsell if step.downsell is None else step.downsell
        inner, _ = gate.split_gate() if downsell and gate.gated else (_OPEN, _OPEN)
        for below in downsell:
            self._add_rungs(below, top, times, inner, rungs)

    def _compile_rung_once(self, step: Step, top: Step, item: Product | Bundle, gate: Gate) -> Rung:
        """Return a rung; one without terms is the same under all bare names, and made once."""
        if step is top or gate is not _OPEN or not step.name or not top.name:
            return self._compile_rung(step, top, item, gate)
        known = self._bare_rungs.get(id(step))
        if known is None or known[0] is not step:
            known = self._bare_rungs[id(step)] = step, self._compile_rung(step, top, item, gate)
        return known[1]

    def _compile_rung(self, step: Step, top: Step, item: Product | Bundle, gate: Gate) -> Rung:
        good = self.goods[item.name.text]
        special = None if step.price is None or step.price == good.price else step.price
        after = step.after.days if step.after and step is not top else 0
        via, usual = self.name_channel(step.via, top.via, self.defaults.via), self.find_terms(step, top)
        patience = step.patience or top.patience or usual.patience or self.defaults.patience
        gap = step.gap or top.gap or usual.gap
        price = good.price if special is None else special
        offer, lasts = (good.name, special), gap.days if gap else None
        return Rung(good, offer, price, after, patience.days, lasts, via, gate, step.take, step.subject.span)

    def find_terms(self, *steps: Step) -> Channel:
        """Return the usual terms of the channel that the first of some steps which names one goes by, else of the default one."""
        if not self.names.channels:
            return _NO_TERMS
        names = (*(step.via for step in steps), self.defaults.via)
        name = next(filter(None, names), None)
        return (self.names.resolve_channel(name.text) if name else None) or _NO_TERMS

    def compile_gate(self, step: Step, within: int | None = None, *, in_list: bool = True) -> Gate:
        """Return when a step, or a rung (not `in_list`), is open; `within` in days is what holds where neither it nor its channel says anything."""
        said = step.within or (self.find_terms(step).within if in_list else None)
        within = said.days if said else within
        if within is None and not (step.when or step.unless or step.from_ or step.until):
            return _OPEN
        window = make_window(step.from_, step.until)
        windows = (window,) if window else ()
        return Gate(self.resolve_segments(step.when), self.resolve_segments(step.unless), windows, within)

    def count_wait_days(self, step: Step) -> int:
        """Return the days that a step waits after the purchase it belongs to."""
        return (step.after or self.find_terms(step).after or self.defaults.after).days


_OPEN = Gate()
_NO_TERMS = Channel(Name("", Span(Source("", ""), 0, 0)))


_OF_THE_STEP = ("span", "name", "offer", "do", "after", "when", "unless", "each_time", "note")
"""What a step says of itself alone; any other key of the model makes its rungs special."""
_RUNG_FIELDS = tuple(field for field in Step._fields if field not in _OF_THE_STEP)
_read_rung_fields = attrgetter(*_RUNG_FIELDS)
_NOTHING_SAID = tuple(Step._field_defaults[field] for field in _RUNG_FIELDS)


def _leaves_rungs(step: Step) -> bool:
    """Whether a step says nothing that its rungs hang on."""
    return bool(_read_rung_fields(step) == _NOTHING_SAID)
