"""Small random stores of bare lists: products, bundles, categories, series, ladders and a store-wide list."""

from typing import NamedTuple

from hypothesis import strategies as st

PRODUCTS = ["Ada", "Bob", "Cyd", "Dot", "Eve", "Fay"]
BUNDLES = ["Box", "Kit"]
CATEGORIES = ["Red", "Sky"]
STOREWIDE = "store-wide next"


class Lists(NamedTuple):
    """A store as plain lists of names; a step is a ladder, its top first."""

    products: list[str]
    final: set[str]
    contents: dict[str, list[str]]
    next: dict[str, list[list[str]]]
    category_of: dict[str, str]
    categories: dict[str, list[list[str]]]
    storewide: list[list[str]]

    def leads(self) -> dict[str, set[str]]:
        """Return what each item leads to; a shared list is a thing of its own, as the messages name it."""
        found = {name: {end for step in steps for end in step} for name, steps in self.next.items()}
        for name, ends in found.items():
            ends.update(self.contents.get(name, []))
            if name in self.category_of:
                ends.add(f"category {self.category_of[name].lower()}")
        found["Club"] = set()
        if self.storewide:
            for ends in found.values():
                ends.add(STOREWIDE)
            found[STOREWIDE] = {end for step in self.storewide for end in step}
        for category, steps in self.categories.items():
            found[f"category {category.lower()}"] = {end for step in steps for end in step}
        return {**found, "Video": set()}

    def reached_from(self, start: str) -> set[str]:
        """Return everything that some way of one lead or more reaches."""
        leads = self.leads()
        reached: set[str] = set()
        waiting = list(leads[start])
        while waiting:
            thing = waiting.pop()
            if thing not in reached:
                reached.add(thing)
                waiting += leads[thing]
        return reached

    def closed_groups(self) -> set[frozenset[str]]:
        """Return the groups that lead round and round, never to the Club, and to nothing else than touches."""
        leads = self.leads()
        reached = {thing: self.reached_from(thing) for thing in leads}
        harmless = {"Video"} | {
            thing for thing, ends in leads.items() if ends <= {"Video"} and thing not in (*self.next, "Club")
        }
        groups = {
            frozenset({thing} | {other for other in reached[thing] if thing in reached[other]})
            for thing in leads
        }
        return {
            group
            for group in groups
            if len(group) > 1
            and not any("Club" in reached[thing] for thing in group)
            and set().union(*(leads[thing] for thing in group)) - group <= harmless
        }

    def text(self) -> str:
        """Return the path file: each item on a line, each step on a line of its own."""
        lines = ["ipp: 1", "ultimate: Club", "products:"]
        for name in self.products:
            final = ", final: true" if name in self.final else ""
            category = f", category: {self.category_of[name]}" if name in self.category_of else ""
            lines.append(f"  {name}: {{next: {_written(self.next[name])}{final}{category}}}")
        lines.append("  Club: {}")
        lines.append("bundles:" if self.contents else "bundles: {}")
        for name, items in self.contents.items():
            lines.append(f"  {name}: {{items: [{', '.join(items)}], next: {_written(self.next[name])}}}")
        lines.append("categories:")
        lines += [f"  {name}: {{next: {_written(steps)}}}" for name, steps in self.categories.items()]
        lines.append(f"next: {_written(self.storewide)}")
        return "\n".join([*lines, "touches: {Video: {kind: content}}", ""])


def _written(steps: list[list[str]]) -> str:
    return "[" + ", ".join(map(_step, steps)) + "]"


def _step(ladder: list[str]) -> str:
    top, *rungs = ladder
    return f"{{offer: {top}, downsell: [{', '.join(rungs)}]}}" if rungs else top


@st.composite
def lists(draw: st.DrawFn) -> Lists:
    """Draw a store in which about half of the products have no way to the Club."""
    products = PRODUCTS[: draw(st.integers(1, 6))]
    bundles = BUNDLES[: draw(st.integers(0, 2))]
    goods = [*products, *bundles, *["Club"] * draw(st.integers(0, 1))]
    ladder = st.lists(st.sampled_from(goods), min_size=1, max_size=2, unique=True)
    step = st.one_of(ladder, st.just(["Video"]))
    steps = st.lists(step, max_size=2)
    return Lists(
        products,
        draw(st.sets(st.sampled_from(products), max_size=1)),
        {
            name: draw(st.lists(st.sampled_from(products), min_size=1, max_size=2, unique=True))
            for name in bundles
        },
        {name: draw(steps) for name in (*products, *bundles)},
        {name: draw(st.sampled_from(CATEGORIES)) for name in products if draw(st.integers(0, 3)) == 0},
        {name: draw(steps) for name in CATEGORIES},
        draw(steps) if draw(st.integers(0, 4)) == 0 else [],
    )
