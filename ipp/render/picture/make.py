"""Policy and findings to a picture of the whole path."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ipp.engine.availability import is_conditional, rungs_of
from ipp.engine.policy import Policy
from ipp.engine.terms import Entry
from ipp.engine.terms import Rung as Offered
from ipp.path.model import Bundle, Product, Step, Touch
from ipp.path.names import Item, folded
from ipp.render.money import period
from ipp.render.picture.marks import Marks
from ipp.render.picture.scene import Card, Group, Kind, Picture, Row, Rung
from ipp.render.picture.terms import length, price_of, rest_terms, step_terms
from ipp.text.finding import Finding

_KINDS: dict[type, Kind] = {Product: "product", Bundle: "bundle", Touch: "touch"}
LONGEST = 12
"""Rungs of one ladder that a card shows."""


def whole(policy: Policy, findings: Iterable[Finding]) -> Picture:
    """Return the picture of a path with its findings where they are."""
    return _Maker(policy, tuple(findings)).picture()


class _Maker:
    def __init__(self, policy: Policy, findings: tuple[Finding, ...]) -> None:
        self.policy, self.path = policy, policy.path
        self.places = policy.places
        self.marks = Marks(policy, findings)
        self.cards: dict[int, Card] = {}
        self.lists = len(self.places)

    def picture(self) -> Picture:
        for item in self.policy.names.items.values():
            self.add(self.item_card(item))
        shared = {key: self.category_card(key) for key in self.policy.categories}
        store = self.list_card("then, for everybody", ("next",), self.path.next)
        prospects = self.list_card("bought nothing yet", ("prospects",), self.path.prospects)
        rest = self.rest_card()
        self.fold()
        return Picture(
            self.path.store or "The path",
            self.path.currency or "",
            self.cards,
            tuple(self.groups(shared)),
            self.goal(),
            prospects,
            store,
            rest,
            self.marks.loose,
        )

    def goal(self) -> int | None:
        goal = self.policy.goal
        return self.places[goal.good.name] if goal else None

    def add(self, card: Card) -> int:
        self.cards[card.number] = card
        return card.number

    def item_card(self, item: Item) -> Card:
        name = item.name.text
        number, findings = self.places[name], self.marks.of_item(name)
        if isinstance(item, Touch):
            facts = (item.kind, *(("draft",) if item.draft else ()))
            return Card(number, "touch", name, facts=facts, findings=findings, note=item.note or "")
        good = self.policy.goods[name]
        return Card(
            number,
            good.kind,
            name,
            price_of(item, self.path.currency),
            tuple(self.facts(item)),
            good.contents if isinstance(item, Bundle) else (),
            self.own_rungs(item),
            self.rows(self.policy.own_steps(item)),
            findings,
            note=item.note or "",
        )

    def facts(self, item: Product | Bundle) -> Iterator[str]:
        if item.draft:
            yield "draft"
        yield from ("bundle",) if isinstance(item, Bundle) else self.product_facts(item)
        if self.places[item.name.text] == self.goal():
            yield from self.goal_facts()

    def product_facts(self, product: Product) -> Iterator[str]:
        if product.consumable:
            yield f"used up, reminder every {period(product.refill)}" if product.refill else "used up"
        if not product.sold:
            yield "not sold alone"
        if product.final:
            yield "an end"

    def goal_facts(self) -> Iterator[str]:
        ultimate, goal = self.path.ultimate, self.policy.goal
        assert ultimate and goal
        if goal.ready:
            yield f"asked as soon as {goal.ready}"
        if goal.retries:
            times = f", {goal.retries} times at most" if goal.retries > 1 else ""
            yield f"asked again {length(ultimate.again_after)} after a No{times}"
        if not goal.cold:
            yield "asked only where a list names it"

    def own_rungs(self, item: Product | Bundle) -> tuple[Rung, ...]:
        if not item.downsell:
            return ()
        ladder = self.policy.own_ladder(item.name)
        return self.rungs(ladder.rungs[1:])

    def rungs(self, offered: Iterable[Offered]) -> tuple[Rung, ...]:
        return tuple(map(self.rung, list(offered)[:LONGEST]))

    def rung(self, offered: Offered) -> Rung:
        name = offered.good.name
        item = self.policy.names.item(name)
        assert item is not None
        holds = offered.good.contents if isinstance(item, Bundle) else ()
        return Rung(self.places[name], name, price_of(item, self.path.currency, offered.price), holds)

    def rows(self, steps: Iterable[Step]) -> tuple[Row, ...]:
        return tuple(self.row(step, entry) for step, entry in self.policy.listed(steps))

    def row(self, step: Step, entry: Entry) -> Row:
        item = self.policy.names.item(step.subject.text)
        assert item is not None
        own = self.rungs(rungs_of(entry)[1:]) if step.downsell is not None else ()
        return Row(
            self.places[item.name.text],
            item.name.text,
            kind_of(item),
            price_of(item, self.path.currency, step.price),
            step.price is not None and step.price != getattr(item, "price", None),
            step_terms(step),
            is_conditional(entry),
            own,
            step.span,
            self.marks.within(step.span),
        )

    def list_card(self, name: str, keys: tuple[str, ...], steps: tuple[Step, ...]) -> int | None:
        return self.listed(name, keys, self.rows(steps)) if steps else None

    def listed(self, name: str, keys: tuple[str, ...], rows: tuple[Row, ...]) -> int:
        self.lists += 1
        return self.add(Card(self.lists - 1, "list", name, rows=rows, findings=self.marks.of_list(keys)))

    def category_card(self, key: str) -> int:
        categories = self.policy.categories[key]
        steps = [step for category in categories for step in category.next]
        name = categories[0].name.text
        return self.listed(f"then, after any of {name}", ("categories", name), self.rows(steps))

    def rest_card(self) -> int | None:
        rows = tuple(self.rest_rows())
        return self.listed("when nothing is left", ("rest",), rows) if rows else None

    def rest_rows(self) -> Iterator[Row]:
        for rest, renewal in self.policy.listed_rest():
            item = self.policy.names.item(renewal.name)
            if item is None:
                continue
            price = price_of(item, self.path.currency)
            yield Row(
                self.places[renewal.name],
                renewal.name,
                kind_of(item),
                price,
                False,
                rest_terms(rest),
                any(renewal.gate),
                (),
                rest.span,
                self.marks.within(rest.span),
            )

    def fold(self) -> None:
        """Fold the bundles that are nothing but somebody's smaller version."""
        led = {row.number for card in self.cards.values() for row in card.rows}
        rungs = {rung.number for rung in self.every_rung()}
        for card in list(self.cards.values()):
            lonely = card.number in rungs - led and card.number != self.goal()
            if card.kind == "bundle" and lonely and not card.rows and not card.findings:
                self.cards[card.number] = card._replace(folded=True)

    def every_rung(self) -> Iterator[Rung]:
        for card in self.cards.values():
            yield from card.rungs
            for row in card.rows:
                yield from row.rungs

    def groups(self, shared: dict[str, int]) -> Iterator[Group]:
        """Yield the categories in the order of the file; what has none stands where its first thing stands."""
        names: dict[str, str] = {"": ""}
        for product in self.path.products:
            if product.category:
                names.setdefault(folded(product.category.text), product.category.text)
        names = {key: each[0].name.text for key, each in self.policy.categories.items()} | names
        members: dict[str, list[int]] = {}
        for number, key in self.homes().items():
            members.setdefault(key, []).append(number)
        for key in (*members, *(key for key in shared if key not in members)):
            yield Group(names[key], tuple(members.get(key, ())), shared.get(key))

    def homes(self) -> dict[int, str]:
        """Return the folded category of each good with a card: its own; of a bundle, of those that lead to it."""
        goods = [
            card for card in self.cards.values() if card.kind in ("product", "bundle") and not card.folded
        ]
        homes = {card.number: self.category_of(card.name) for card in goods if card.kind == "product"}
        suitors: dict[int, Counter[str]] = {}
        for card in goods:
            for row in card.rows:
                suitors.setdefault(row.number, Counter())[homes.get(card.number, "")] += 1
        for card in goods:
            if card.kind == "bundle":
                inside = Counter(self.category_of(content.product) for content in card.holds)
                best = suitors.get(card.number, inside) or Counter(("",))
                homes[card.number] = best.most_common(1)[0][0]
        return {number: homes[number] for number in sorted(homes) if number != self.goal()}

    def category_of(self, product: str) -> str:
        item = self.policy.names.item(product)
        return folded(item.category.text) if isinstance(item, Product) and item.category else ""


def kind_of(item: Item) -> Kind:
    """Return what an item is."""
    return _KINDS[type(item)]
