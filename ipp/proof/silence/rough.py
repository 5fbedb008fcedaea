"""Goods after whose purchase no year needs a walk, told by one sum each: the bounds hold all the more for longer waits and gaps than theirs."""

from collections.abc import Iterable
from functools import cached_property

from ipp.engine.policy.clauses import Entry, Good
from ipp.path.names import list_goods
from ipp.proof.silence.bounds import Bounds
from ipp.proof.silence.list_times import Times
from ipp.proof.silence.year import LENGTH


class RoughBounds:
    """The bounds of a store of which only the sum of all that takes time is that of a purchase's lists, all else the longest of the store."""

    def __init__(self, bounds: Bounds, limit: int) -> None:
        self.bounds, self.policy, self.limit = bounds, bounds.policy, limit
        self._spared: dict[int, dict[int, bool]] = {}

    def is_spared(self, name: str, again: int) -> bool:
        """Whether somebody who buys this, once or `again` every so many days, surely hears enough, and is asked within the year; not where it takes a closer look."""
        return not self.list_unspared((name,), again)

    def list_unspared(self, names: Iterable[str], again: int) -> list[str]:
        """Return those of some purchases that are not spared."""
        totals, spared, found = self._measured[0], self._spared.setdefault(again, {}), list[str]()
        for name in names:
            total = totals.get(name)
            if total is not None and total not in spared:
                spared[total] = self._judge_total(total, again)
            if total is None or not spared[total]:
                found.append(name)
        return found

    def _judge_total(self, total: int, again: int) -> bool:
        _totals, longest = self._measured
        times = longest._replace(total=self.bounds.lists.everybodys.total + total)
        heard = self.bounds.bound_silence(times)
        if heard is None or heard > self.limit:
            return False
        asked = self.bounds.bound_ask(times, again, [])
        return self.policy.goal is None or (asked is not None and asked <= LENGTH)

    @cached_property
    def _measured(self) -> tuple[dict[str, int], Times]:
        """The days of all that takes time in the lists of goods about which there is nothing special, those of contents with them, and the longest of each time."""
        lists, totals = self.bounds.lists, dict[str, int]()
        days: dict[int, int] = {}  # of entries, by identity: the policy keeps them
        met: list[Entry] = []
        for each in list_goods(self.policy.path):  # products before the bundles that they are in
            name = each.name.text
            good = self.policy.goods[name]
            inside = good.products - {name}
            if not self._is_plain(good) or not inside <= totals.keys():
                continue
            entries = self.policy.list_entries(name)
            for entry in entries:
                if id(entry) not in days:
                    days[id(entry)] = lists.sum_entry(entry)
                    met.append(entry)
            own = sum([days[id(entry)] for entry in entries])
            totals[name] = own + sum([totals[product] for product in inside])
        return totals, lists.everybodys.join_times(lists.measure_entries(met))

    def _is_plain(self, good: Good) -> bool:
        """Whether who buys a good is asked for the ultimate action like all others, and it is no part of it, nor bought again by a refill."""
        if good.name in self.bounds.refills:
            return False
        goal = self.policy.goal
        return goal is None or (
            self._asks_others and good.name != goal.good.name and good.name not in goal.good.products
        )

    @cached_property
    def _asks_others(self) -> bool:
        """Whether whoever owns nothing of the ultimate action is asked for it."""
        return self.bounds.asks_everybody and self.policy.goal is not None and not self.policy.goal.good.draft
