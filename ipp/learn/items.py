"""What rows of a history are about: items of the path, and whatever else the shop sold, each under a number of its own."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from ipp.engine.policy.compile import Policy
from ipp.orders.items import ItemNumbers
from ipp.orders.log import LogMatcher
from ipp.orders.products import Part
from ipp.path.names import fold_name
from ipp.text.cells import clean_cell, clean_sku


class HistoryMatcher(LogMatcher):
    """Finds items of the path as plans do; what the path does not know is an item by its sku, or by its folded name."""

    def __init__(self, policy: Policy, numbers: ItemNumbers) -> None:
        super().__init__(policy, numbers)
        self._others: dict[str, int] = {}
        self._texts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._skus: dict[int, str] = {}

    def match_cells(self, item: str, sku: str, rows: int) -> list[Part]:
        """Return what rows of orders are about, the unknown under numbers behind those of the path."""
        key = clean_sku(sku)
        parts = [self._number_part(part, key) for part in self.read_products(item, sku)]
        for part in parts:
            if part.code is not None:
                self._texts[part.code][clean_cell(part.text)] += rows
        return parts

    def _number_part(self, part: Part, sku: str) -> Part:
        if part.code is not None:
            return part
        key = f"sku {fold_name(sku)}" if sku else f"name {fold_name(clean_sku(part.text))}"
        code = self._others.setdefault(key, len(self.numbers.goods) + len(self._others))
        if sku:
            self._skus[code] = min(sku, self._skus.get(code, sku))
        return part._replace(code=code)

    def choose_names(self) -> dict[int, str]:
        """Return what each item is called: as the path says, else as most rows say; two of one name are told apart by a number."""
        names = {code: good.name for code, good in enumerate(self.numbers.goods)}
        others = {code: _choose_text(texts) for code, texts in self._texts.items() if code not in names}
        taken = set(map(fold_name, names.values()))
        for code, name in sorted(
            others.items(), key=lambda each: (each[1], sorted(self._texts[each[0]].items()))
        ):
            free, number = name, 1
            while fold_name(free) in taken:
                number += 1
                free = f"{name} ({number})"
            taken.add(fold_name(free))
            names[code] = free
        return names

    def list_skus(self, names: Mapping[int, str]) -> dict[int, str]:
        """Return the skus of what the path does not know, but for those that are a name, too."""
        taken = set(map(fold_name, names.values()))
        return {code: sku for code, sku in self._skus.items() if fold_name(sku) not in taken}


def _choose_text(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], text))
