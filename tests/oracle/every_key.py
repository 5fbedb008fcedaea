"""A random store with every key of who gets what at once: a segment by each condition on orders and by a share, and one that `never` names."""

from typing import Any

from .choice import Choice
from .maker import Maker
from .plain import Mapping, Store
from .who import ORDERED, condition

NEVER = "nothing for them"
TERMS = {
    "never": NEVER,
    "holdout": {"name": "Zoë", "share": "30%", "from": "2026-05-01"},
    "channels": {"email": {"after": "1d"}, "Checkout": {"patience": "3d"}, "phone": {"gap": "2d"}},
}


class FullMaker(Maker):
    """Makes one store whose lists begin with touches for its segments, each of one condition, that it is named for."""

    def __init__(self, choice: Choice) -> None:
        """Choose the names first."""
        super().__init__(choice, given=True, who=True)
        self.segments = list(ORDERED)
        self.touches = [f"a word on {name}" for name in ORDERED]

    def segment(self, earlier: list[str]) -> Mapping:
        """The next segment by one condition."""
        return condition(self, ORDERED[len(earlier)])

    def steps(self, most: int) -> list[Any]:
        """Touches for some segments, then a list as ever."""
        asked = [{"do": f"a word on {name}", "when": name} for name in self.choice.some(self.segments, 2, 4)]
        others = super().steps(most)
        return [*asked, *(others if isinstance(others, list) else [others])]

    def make(self) -> Store:
        """The store."""
        store = super().make()
        for name, made in store["segments"].items():
            kept = (name, "salt") if name == "share" else (name,)
            store["segments"][name] = {key: made[key] for key in kept if key in made}
        store["segments"][NEVER] = {"share": "0% to 10%", "salt": "none"}
        return {**store, **TERMS}
