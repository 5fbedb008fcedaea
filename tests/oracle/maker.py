"""Random stores: small, dense in corners, quick to draw."""

import datetime as dt
import unicodedata
from typing import Any

from . import who as who_gets_what
from .choice import Choice, T
from .given import add_keys
from .plain import Mapping, Store, folded, names_in

LAST_DAY = dt.date(2026, 6, 1)
PLAIN = ["A", "B", "C", "D", "E", "F"]
ODD = ["Ämter", "No", "101", "1e3", 'say "hi"', "a: b", "#tag", "Cafe\u0301 +", "2026-01-01", "~"]
BUNDLES = ["Box", "Kit", "Set of 3", "Pack"]
TOUCHES = ["Guide", "Review", "Invite"]
SEGMENTS = ["seg one", "seg-two", "three"]
PRICES = ["10", "19.50", "20", "30", "89"]
SPECIALS = ["5", "7.50", "10.00", "19.5"]
WAITS = ["0", "now", "1d", "2d", "3d", "5d", "7d", "12h", "1w", "2w", "1 month"]
PATIENCES = ["0", "1d", "2d", "3d", "5d", "7d", "10d", "2w"]
WITHINS = ["0", "1d", "3d", "5d", "7d", "10d", "2w", "30d", "1 month"]
GAPS = ["0", "0", "1d", "2d", "5d", "9d"]
YEARLY = [
    ("05-20", "06-10"), ("06-03", "06-20"), ("06-10", None), (None, "06-08"), ("06-05", "03-01"),
    ("12-20", "01-06"), ("02-29", "06-04"), ("06-15", "02-29"), ("06-02", "06-02"), (None, "02-29"),
    ("01-01", None), ("07-15", "05-25"), (None, "05-20"),
]  # fmt: skip
EVERY = ["1d", "3d", "7d", "12d", "30d", "1 month"]
CHANNELS = ["email", "checkout", "phone"]
WHERE = {"concern": ["heel", "arch", "Toe"], "Tier": ["gold", "silver"]}


class Maker:
    """Makes one store."""

    def __init__(self, choice: Choice, *, given: bool = False, who: bool = False) -> None:
        """Choose the names first; `given`: with the keys of what was given back, renamed, repriced, sold out;
        `who`: with those of who gets what.
        """
        self.choice, self.given, self.who = choice, given, who
        pool = list(PLAIN)
        if self.choice.chance(20):
            pool[choice.integer(0, 5)] = self.choice.one(ODD)
        self.products = pool[: choice.integer(2, 6)]
        self.bundles = BUNDLES[: choice.integer(0, 4)]
        self.touches = TOUCHES[: choice.integer(0, 3)]
        self.segments = SEGMENTS[: choice.integer(0, 3)]
        self.consumable = [name for name in self.products if self.choice.chance(25)]
        lasting = [name for name in self.products if name not in self.consumable]
        usual = lasting + self.bundles
        every = self.products + self.bundles
        self.last = self.choice.one(usual if usual and self.choice.chance(90) else every)
        self.store: Store = {"store": "Random", "products": {}}

    def ref(self, name: str) -> str:
        """A name as someone may type it: another case, another normal form."""
        if self.choice.chance(3):
            for other in (name.swapcase(), unicodedata.normalize("NFD", name)):
                if other != name and folded(other) == folded(name):
                    return other
        return name

    def lone(self, values: list[T]) -> list[T] | T:
        """A single name stands for a list of one, now and then."""
        return values[0] if len(values) == 1 and self.choice.chance(40) else values

    def doors(self, terms: Mapping, percent: int, window: bool = True) -> None:
        """Add `when`, `unless`, `from`, `until`, `within` to a mapping."""
        for key in ("when", "unless"):
            if self.segments and self.choice.chance(percent):
                terms[key] = self.lone([self.ref(n) for n in self.choice.some(self.segments, 1, 2)])
        if window and self.choice.chance(percent):
            self.window(terms)
        if window and self.choice.chance(percent * 3 // 4):
            terms["within"] = self.choice.one(WITHINS)

    def window(self, terms: Mapping) -> None:
        """Add `from` and `until`, one or both, with a year or without."""
        if self.choice.chance(40):
            ends = self.choice.one(YEARLY)
            terms.update({key: end for key, end in zip(("from", "until"), ends, strict=True) if end})
            return
        for key in self.choice.some(["from", "until"], 1, 2):
            off = self.choice.one([0, 1, 2, 3, 5, 7, 10, 14, 21, 30, -1, -4, -8, -30])
            terms[key] = (LAST_DAY + dt.timedelta(days=off)).isoformat()
        if "until" in terms and terms.get("from", "") > terms["until"]:
            del terms["from"]

    def rung(self, depth: int) -> Any:
        """A name or a mapping that offers a product or bundle."""
        name = self.choice.one(self.products + self.bundles)
        if self.choice.chance(12):
            name = self.last
        if not self.choice.chance(45):
            return self.ref(name)
        terms: Mapping = {"offer": self.ref(name)}
        if self.choice.chance(40):
            terms["price"] = self.choice.one(SPECIALS + PRICES)
        if self.choice.chance(35):
            terms["after"] = self.choice.one(WAITS)
        if self.choice.chance(30):
            terms["patience"] = self.choice.one(PATIENCES)
        if self.choice.chance(18):
            terms["gap"] = self.choice.one(GAPS)
        if self.choice.chance(25):
            terms["via"] = self.choice.one(CHANNELS)
        self.doors(terms, 14)
        if depth < 3 and self.choice.chance(45):
            terms["downsell"] = self.lone([self.rung(depth + 1) for _ in range(self.choice.integer(0, 2))])
        return terms

    def step(self) -> Any:
        """One entry of a `next` list."""
        if not (self.touches and self.choice.chance(25)):
            return self.rung(0)
        name = self.ref(self.choice.one(self.touches))
        if self.choice.chance(55):
            return name
        terms: Mapping = {"do": name}
        if self.choice.chance(50):
            terms["after"] = self.choice.one(WAITS)
        if self.choice.chance(20):
            terms["via"] = self.choice.one(CHANNELS)
        self.doors(terms, 18)
        return terms

    def steps(self, most: int) -> list[Any] | Any:
        """A `next` list, or its single entry."""
        return self.lone([self.step() for _ in range(self.choice.integer(1, most))])

    def product(self, name: str) -> Mapping:
        """One product."""
        made: Mapping = {"price": self.choice.one(PRICES)}
        if name in self.consumable:
            made["consumable"] = True
            if self.choice.chance(55):
                made["refill"] = self.choice.one(EVERY)
        if self.choice.chance(40):
            made["category"] = self.choice.one(["Feet", "Hands"])
        self.common(made)
        if self.choice.chance(7):
            made["sold"] = False
        return made

    def common(self, made: Mapping) -> None:
        """`next`, `downsell`, `draft` of a product or bundle."""
        if self.choice.chance(65):
            made["next"] = self.steps(3)
        if self.choice.chance(50):
            count = self.choice.integer(1, 2)
            made["downsell"] = self.lone([self.rung(1) for _ in range(count)])
        if self.choice.chance(6):
            made["draft"] = True
            if self.choice.chance(30):
                del made["price"]

    def bundle(self) -> Mapping:
        """One bundle, now and then of consumables only."""
        only = self.consumable if self.consumable and self.choice.chance(35) else self.products
        inside = [self.ref(name) for name in self.choice.some(only, 1, 3)]
        made: Mapping = {"items": self.lone(inside), "price": self.choice.one(PRICES)}
        if self.choice.chance(25):
            made["items"] = {name: self.choice.integer(1, 3) for name in inside}
        if self.choice.chance(20):
            free = self.choice.some(only, 1, 1)
            made["free"] = {free[0]: 2} if self.choice.chance(40) else self.lone(free)
        self.common(made)
        return made

    def segment(self, earlier: list[str]) -> Mapping:
        """One segment, naming earlier ones only."""
        durable = [name for name in self.products if name not in self.consumable]
        keys = ["owns", "where"] + (["owns_any", "owns_all"] if durable else [])
        keys += ["not", "any", "all"] if earlier else []
        made: Mapping = {}
        for key in self.choice.some(keys, 1, 2):
            if key == "owns":
                made[key] = self.choice.integer(1, 3)
            elif key == "where":
                attribute = self.choice.one(list(WHERE))
                made[key] = {attribute: self.lone(self.choice.some(WHERE[attribute], 1, 2))}
            else:
                names = durable if key.startswith("owns") else earlier
                made[key] = self.lone(self.choice.some(names, 1, 2))
        return made

    def resting(self) -> Mapping:
        """One entry of `rest`."""
        fit = [
            name for name in self.products + self.bundles
            if all(
                any(folded(inside) == folded(one) for one in self.consumable)
                for inside in self.contents(name)
            )
        ]  # fmt: skip
        made: Mapping = {"every": self.choice.one(EVERY)}
        if fit and (not self.touches or self.choice.chance(55)):
            made["offer"] = self.ref(self.choice.one(fit))
        else:
            made["do"] = self.ref(self.choice.one(self.touches))
        if self.choice.chance(20):
            made["via"] = self.choice.one(CHANNELS)
        self.doors(made, 15, window=False)
        return made

    def contents(self, name: str) -> list[str]:
        """The names in a product or bundle, as they were drawn."""
        if name in self.products:
            return [name]
        bundle = self.store["bundles"][name]
        return names_in(bundle["items"]) + names_in(bundle.get("free"))

    def ultimate(self) -> Any:
        """The ultimate action, by name or as a mapping."""
        name = self.last
        made = {**self.store["products"], **self.store["bundles"]}[name]
        made.pop("draft", None)
        made.setdefault("price", "99")
        if "next" not in made and self.choice.chance(50):
            made["next"] = self.steps(2)
        if not self.choice.chance(70):
            return self.ref(name)
        made = {"offer": self.ref(name)}
        if self.segments and self.choice.chance(50):
            made["ready"] = self.choice.one(self.segments)
        if self.choice.chance(75):
            made["again_after"] = self.choice.one(["0", "1d", "2d", "5d", "10d", "30d", "90d"])
        if self.choice.chance(40):
            made["retries"] = self.choice.one([1, 0, 2, 3])
        if self.choice.chance(35):
            made["cold"] = self.choice.chance(30)
        return made

    def make(self) -> Store:
        """The store."""
        store = self.store
        store["products"] = {name: self.product(name) for name in self.products}
        store["bundles"] = {name: self.bundle() for name in self.bundles}
        store["touches"] = {name: {"kind": "content"} for name in self.touches}
        for name in self.touches:
            if self.choice.chance(6):
                store["touches"][name]["draft"] = True
        store["segments"] = {}
        for name in self.segments:
            store["segments"][name] = self.segment(list(store["segments"]))
        store["ultimate"] = self.ultimate()
        if self.choice.chance(30):
            store["series"] = {
                name: [self.ref(one) for one in self.choice.some(self.products, 2, 3)]
                for name in ["First line", "Second line"][: self.choice.integer(1, 2)]
            }
        if self.choice.chance(30):
            used = {p["category"] for p in store["products"].values() if "category" in p}
            store["categories"] = {name: {"next": self.steps(2)} for name in sorted(used)}
        if self.choice.chance(45):
            store["next"] = self.steps(2)
        if self.choice.chance(60):
            store["prospects"] = self.steps(3)
        if (self.touches or self.consumable) and self.choice.chance(50):
            store["rest"] = [self.resting() for _ in range(self.choice.integer(1, 3))]
        settings = [("after", WAITS), ("patience", PATIENCES), ("gap", WAITS), ("via", CHANNELS)]
        settings += [("spacing", GAPS), ("within", WITHINS)]
        defaults = {key: self.choice.one(values) for key, values in settings if self.choice.chance(30)}
        if defaults:
            store["defaults"] = defaults
        if self.given:
            add_keys(self)
        if self.who:
            who_gets_what.add_keys(self)
        return {key: value for key, value in store.items() if value != {}}
