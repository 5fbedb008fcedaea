"""A plain store as people write it: blocks and braces, every kind of quotes, comments, anchors, odd indentation.

Every comment is another one, so that a lost one is missed.
"""

import re
from typing import Any

from .choice import Choice
from .plain import Store
from .yaml_text import quoted

_PLAIN = re.compile(r"[A-Za-zÄ0-9][\w.+-]*(?: [\w.+-]+)*")
_NOTES = ["why so", 'Ann\'s "idea"', "see: [the list]", "50 % {off}", "was # 3", "a: b", "Straße ✓", ""]
_REASONS = ["old stock", "agreed: with Ann", "see [12], # 7", ""]
_RULES = [
    "IPP201", "ipp202", "IPP205", "IPP302", "IPP2", "IPP4", "IPP103, IPP306", "dead-step", "no-rest", "all",
    "IPP003", "IPP101,IPP211 ,  IPP1", "IPP999", "ded-step", "",
]  # fmt: skip


class Hand:
    """Writes one store."""

    def __init__(self, choice: Choice) -> None:
        """Choose the habits of whoever writes."""
        self.choice = choice
        self.comments = choice.one([0, 5, 25])
        self.ignores = choice.one([0, 0, 3, 20])
        self.braces = choice.one([100, 50, 85, 10])
        self.aliases = choice.one([0, 0, 10, 40])
        self.indent = choice.one([2, 1, 3, 4])
        self.anchors: dict[str, str] = {}
        self.number = 0

    def write(self, store: Store) -> str:
        """Return the path file."""
        lines = [*self.above(0), f"ipp: 1{self.behind()}"]
        for key, value in store.items():
            lines += self.entry(f"{self.key(key)}:", value, 0, braces=self.choice.chance(self.braces // 2))
            if self.choice.chance(self.comments):
                lines.append("")
        lines += self.above(0)
        mark = self.choice.one(["\n", "\n", "\r\n"])
        text = mark.join(line for each in lines for line in each.split("\n"))
        end = self.choice.one(["\n", "\n", "", "\n\n  \n"])
        head = self.choice.one(["", "", "", f"---{mark}"])
        return head + text + end.replace("\n", mark)

    def comment(self) -> str:
        """Return a comment that no other is like, or an ignore."""
        self.number += 1
        if self.choice.chance(self.ignores):
            rules, reason = self.choice.one(_RULES), self.choice.one(_REASONS)
            sign = self.choice.one(["# ipp: ignore", "#ipp:ignore", "# IPP: Ignore ", "#  ipp:  ignore"])
            return f"{sign}[{rules}] {reason}".rstrip()
        return f"{self.choice.one(['# ', '#', '##  '])}{self.number} {self.choice.one(_NOTES)}".rstrip()

    def above(self, indent: int) -> list[str]:
        """Return some lines of comments."""
        most = 2 if self.choice.chance(self.comments) or self.choice.chance(self.ignores) else 0
        odd = self.choice.integer(0, 3) if self.choice.chance(20) else indent
        return [" " * odd + self.comment() for _ in range(self.choice.integer(0, most))]

    def behind(self) -> str:
        """Return a comment at the end of a line, now and then."""
        if self.choice.chance(self.comments) or self.choice.chance(self.ignores):
            return self.choice.one([" ", "  ", "   "]) + self.comment()
        return " " if self.choice.chance(self.comments // 5) else ""

    def key(self, name: str) -> str:
        """A key in some quotes."""
        return self.text(name, 5)

    def text(self, text: str, percent: int = 40) -> str:
        """A scalar in some quotes."""
        if _PLAIN.fullmatch(text) and not self.choice.chance(percent):
            return text
        if text.isprintable() and "\ufeff" not in text and self.choice.chance(50):
            return "'" + text.replace("'", "''") + "'"
        return quoted(text)

    def scalar(self, value: Any) -> str:
        """A value, now and then with an anchor, or an alias of one like it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.shared(str(value), self.text(str(value)))

    def shared(self, named: str, written: str) -> str:
        """Return what is written, an alias of it, or with an anchor."""
        if named in self.anchors and self.choice.chance(self.aliases):
            return f"*{self.anchors[named]}"
        if self.choice.chance(self.aliases // 4):
            self.number += 1
            self.anchors[named] = f"a{self.number}"
            return f"&{self.anchors[named]} {written}"
        return written

    def flow(self, value: Any, indent: int) -> str:
        """A value in brackets or braces, now and then on several lines."""
        if not isinstance(value, (dict, list)):
            return self.scalar(value)
        parts = (
            [self.flow(one, indent) for one in value]
            if isinstance(value, list)
            else [f"{self.key(name)}: {self.flow(one, indent)}" for name, one in value.items()]
        )
        gap = ", "
        if len(parts) > 1 and self.choice.chance(15):
            gap = f",{self.behind()}\n{' ' * (indent + self.indent)}"
        inside = gap.join(parts) + (self.choice.one(["", "", ","]) if parts else "")
        blank = self.choice.one(["", "", " "])
        written = f"[{blank}{inside}{blank}]" if isinstance(value, list) else f"{{{blank}{inside}{blank}}}"
        return self.shared(repr(value), written) if "&" not in inside else written

    def entry(self, head: str, value: Any, indent: int, *, braces: bool | None = None) -> list[str]:
        """Return the lines of a key or dash with its value."""
        above = self.above(indent)
        pad = " " * indent
        if braces is None:
            braces = self.choice.chance(self.braces)
        if not isinstance(value, (dict, list)):
            return [*above, f"{pad}{head} {self.scalar(value)}{self.behind()}"]
        if braces or not value:
            lines = f"{pad}{head} {self.flow(value, indent)}{self.behind()}".split("\n")
            return [*above, *lines]
        below = indent + self.indent
        if isinstance(value, list):
            below = indent if head != "-" and self.choice.chance(30) else below
            inner = [line for one in value for line in self.entry("-", one, below)]
        else:
            inner = [
                line for name, one in value.items() for line in self.entry(f"{self.key(name)}:", one, below)
            ]
            if (
                head == "-" and self.indent > 1 and not inner[0].lstrip().startswith("#")
            ):  # the first key stands beside the dash
                return [*above, pad + "-" + inner[0][indent + 1 :], *inner[1:]]
        return [*above, f"{pad}{head}{self.behind()}", *inner]


def by_hand(store: Store, choice: Choice) -> str:
    """Return the path file of a store as somebody writes it."""
    return Hand(choice).write(store)
