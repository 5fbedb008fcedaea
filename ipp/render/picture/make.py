"""Policy and findings to a picture of the whole path."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ipp.engine.availability import is_conditional
from ipp.engine.policy.clauses import Entry
from ipp.engine.policy.clauses import Rung as Offered
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs
from ipp.path.model import Bundle, Product, Step, Touch
from ipp.path.names import Item, fold_name
from ipp.path.values import write_period
from ipp.render.picture.marks import Marks
from ipp.render.picture.scene import Card, Group, Kind, Picture, Row, RungNote
from ipp.render.picture.terms import (
    list_touch_facts,
    write_item_price,
    write_rest_terms,
    write_step_terms,
    write_wait,
)
from ipp.text.finding import Finding
from ipp.text.words import count_things

_KINDS: dict[type, Kind] = {Product: "product", Bundle: "bundle", Touch: "touch"}
LONGEST = 12
"""Rungs of one ladder that a card shows."""


def make_picture(policy: Policy, findings: Iterable[Finding]) -> Picture:
    """Return the picture of a path with its findings where they are."""
    return _PictureMaker(policy, tuple(findings)).make_picture()


class _PictureMaker:
    def __init__(self, policy: Policy, findings: tuple[Finding, ...]) -> None:
        self.policy, self.path = policy, policy.path
        self.positions = policy.positions
        self.marks = Marks(policy, findings)
        self.cards: dict[int, Card] = {}
        self.lists = len(self.positions)

    def make_picture(self) -> Picture:
        for item in self.policy.names.items.values():
            self.add_card(self.make_item_card(item))
        shared = {key: self.add_category_card(key) for key in self.policy.categories}
        store = self.add_list_card("then, for everybody", ("next",), self.path.next)
        prospects = self.add_list_card("bought nothing yet", ("prospects",), self.path.prospects)
        rest = self.add_rest_card()
        self.fold_bundles()
        return Picture(
            self.path.store or "The path",
            self.path.currency or "",
            self.cards,
            tuple(self.list_groups(shared)),
            self.add_goal(),
            prospects,
            store,
            rest,
            self.marks.loose,
        )

    def add_goal(self) -> int | None:
        goal = self.policy.goal
        return self.positions[goal.good.name] if goal else None

    def add_card(self, card: Card) -> int:
        self.cards[card.number] = card
        return card.number

    def make_item_card(self, item: Item) -> Card:
        name = item.name.text
        number, findings = self.positions[name], self.marks.list_of_item(name)
        if isinstance(item, Touch):
            facts = tuple(list_touch_facts(item, self.path.currency))
            return Card(number, "touch", name, facts=facts, findings=findings, note=item.note or "")
        good = self.policy.goods[name]
        return Card(
            number,
            good.kind,
            name,
            write_item_price(item, self.path.currency),
            tuple(self.list_facts(item)),
            good.contents if isinstance(item, Bundle) else (),
            self.list_own_rungs(item),
            self.make_rows(self.policy.list_own_steps(item)),
            findings,
            note=item.note or "",
        )

    def list_facts(self, item: Product | Bundle) -> Iterator[str]:
        if item.draft:
            yield "draft"
        yield from ("bundle",) if isinstance(item, Bundle) else self.list_product_facts(item)
        if self.positions[item.name.text] == self.add_goal():
            yield from self.list_goal_facts()

    def list_product_facts(self, product: Product) -> Iterator[str]:
        if product.consumable:
            yield (
                f"consumable, reminder every {write_period(product.refill.every)}"
                if product.refill and product.refill.every
                else "consumable"
            )
        if not product.sold:
            yield "not sold alone"
        if product.final:
            yield "an end"

    def list_goal_facts(self) -> Iterator[str]:
        ultimate, goal = self.path.ultimate, self.policy.goal
        assert ultimate and goal
        if goal.ready:
            yield f"asked as soon as {goal.ready}"
        if goal.retries:
            times = f", {count_things(goal.retries, 'time')} at most" if goal.retries > 1 else ""
            yield f"asked again {write_wait(ultimate.again_after)} after a No{times}"
        if not goal.cold:
            yield "asked only where a list names it"

    def list_own_rungs(self, item: Product | Bundle) -> tuple[RungNote, ...]:
        if not item.downsell:
            return ()
        ladder = self.policy.own_ladder(item.name)
        return self.make_rungs(ladder.rungs[1:])

    def make_rungs(self, offered: Iterable[Offered]) -> tuple[RungNote, ...]:
        return tuple(map(self.make_rung, list(offered)[:LONGEST]))

    def make_rung(self, offered: Offered) -> RungNote:
        name = offered.good.name
        item = self.policy.names.resolve_item(name)
        assert item is not None
        holds = offered.good.contents if isinstance(item, Bundle) else ()
        return RungNote(
            self.positions[name], name, write_item_price(item, self.path.currency, offered.price), holds
        )

    def make_rows(self, steps: Iterable[Step]) -> tuple[Row, ...]:
        return tuple(self.make_row(step, entry) for step, entry in self.policy.pair_entries(steps))

    def make_row(self, step: Step, entry: Entry) -> Row:
        item = self.policy.names.resolve_item(step.subject.text)
        assert item is not None
        own = self.make_rungs(list_rungs(entry)[1:]) if step.downsell is not None else ()
        return Row(
            self.positions[item.name.text],
            item.name.text,
            find_kind(item),
            write_item_price(item, self.path.currency, step.price),
            step.price is not None and step.price != getattr(item, "price", None),
            write_step_terms(step),
            is_conditional(entry),
            own,
            step.span,
            self.marks.list_within(step.span),
        )

    def add_list_card(self, name: str, keys: tuple[str, ...], steps: tuple[Step, ...]) -> int | None:
        return self.add_rows_card(name, keys, self.make_rows(steps)) if steps else None

    def add_rows_card(self, name: str, keys: tuple[str, ...], rows: tuple[Row, ...]) -> int:
        self.lists += 1
        return self.add_card(
            Card(self.lists - 1, "list", name, rows=rows, findings=self.marks.list_of_list(keys))
        )

    def add_category_card(self, key: str) -> int:
        categories = self.policy.categories[key]
        steps = [step for category in categories for step in category.next]
        name = categories[0].name.text
        return self.add_rows_card(f"then, after any of {name}", ("categories", name), self.make_rows(steps))

    def add_rest_card(self) -> int | None:
        rows = tuple(self.list_rest_rows())
        return self.add_rows_card("when nothing is left", ("rest",), rows) if rows else None

    def list_rest_rows(self) -> Iterator[Row]:
        for rest, renewal in self.policy.listed_rest():
            item = self.policy.names.resolve_item(renewal.name)
            if item is None:
                continue
            price = write_item_price(item, self.path.currency)
            yield Row(
                self.positions[renewal.name],
                renewal.name,
                find_kind(item),
                price,
                False,
                write_rest_terms(rest),
                any(renewal.gate),
                (),
                rest.span,
                self.marks.list_within(rest.span),
            )

    def fold_bundles(self) -> None:
        """Fold the bundles that are nothing but somebody's smaller version."""
        led = {row.number for card in self.cards.values() for row in card.rows}
        rungs = {rung.number for rung in self.list_rungs()}
        for card in list(self.cards.values()):
            lonely = card.number in rungs - led and card.number != self.add_goal()
            if card.kind == "bundle" and lonely and not card.rows and not card.findings:
                self.cards[card.number] = card._replace(folded=True)

    def list_rungs(self) -> Iterator[RungNote]:
        for card in self.cards.values():
            yield from card.rungs
            for row in card.rows:
                yield from row.rungs

    def list_groups(self, shared: dict[str, int]) -> Iterator[Group]:
        """Yield the categories in the order of the file; what has none stands where its first thing stands."""
        names: dict[str, str] = {"": ""}
        for product in self.path.products:
            if product.category:
                names.setdefault(fold_name(product.category.text), product.category.text)
        names = {key: each[0].name.text for key, each in self.policy.categories.items()} | names
        members: dict[str, list[int]] = {}
        for number, key in self.find_homes().items():
            members.setdefault(key, []).append(number)
        for key in (*members, *(key for key in shared if key not in members)):
            yield Group(names[key], tuple(members.get(key, ())), shared.get(key))

    def find_homes(self) -> dict[int, str]:
        """Return the folded category of each good with a card: its own; of a bundle, of those that lead to it."""
        goods = [
            card for card in self.cards.values() if card.kind in ("product", "bundle") and not card.folded
        ]
        homes = {card.number: self.find_category(card.name) for card in goods if card.kind == "product"}
        suitors: dict[int, Counter[str]] = {}
        for card in goods:
            for row in card.rows:
                suitors.setdefault(row.number, Counter())[homes.get(card.number, "")] += 1
        for card in goods:
            if card.kind == "bundle":
                inside = Counter(self.find_category(content.product) for content in card.holds)
                best = suitors.get(card.number, inside) or Counter(("",))
                homes[card.number] = best.most_common(1)[0][0]
        return {number: homes[number] for number in sorted(homes) if number != self.add_goal()}

    def find_category(self, product: str) -> str:
        item = self.policy.names.resolve_item(product)
        return fold_name(item.category.text) if isinstance(item, Product) and item.category else ""


def find_kind(item: Item) -> Kind:
    """Return what an item is."""
    return _KINDS[type(item)]
