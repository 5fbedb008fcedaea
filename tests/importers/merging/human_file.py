"""Path files as people write them: every style of every value, comments anywhere, and what was there before they edited."""

from random import Random
from typing import Any

Values = dict[str, Any]
FLAGS = {"draft": False, "paused": False, "retired": False, "sold": True}


def write_file(items: dict[str, Values], lots: Random) -> tuple[str, list[str]]:
    """Return a path file with these products by name, and the comments in it."""
    writer = _Writer(lots)
    lines = ["ipp: 1", f"store: My Shop{writer.comment()}", "ultimate: Club", "", "products:"]
    lines += writer.alone("  ")
    for name, values in items.items():
        lines += writer.item(name, values)
    lines += ["  Club: {price: 9, every: month}", "touches:", "  Hello: {kind: content}"]
    names = [name for name in items if lots.random() < 0.2]
    lines += [
        f"next: [{', '.join(map(writer.text, [*names, 'Club']))}]{writer.comment()}",
        "rest: [{do: Hello, every: 30d}]",
    ]
    mark = lots.choice(["\n", "\n", "\r\n"])
    return mark.join(lines) + lots.choice([mark, ""]), writer.comments


class _Writer:
    def __init__(self, lots: Random) -> None:
        self.lots = lots
        self.comments: list[str] = []

    def new_comment(self) -> str:
        self.comments.append(f"# remark {len(self.comments)}: {{x, y}} 'z'")
        return self.comments[-1]

    def comment(self) -> str:
        return f"  {self.new_comment()}" if self.lots.random() < 0.2 else ""

    def alone(self, indent: str) -> list[str]:
        return [f"{indent}{self.new_comment()}"] if self.lots.random() < 0.15 else []

    def text(self, text: str) -> str:
        return self.lots.choice([text, text, f"'{text}'", f'"{text}"'])

    def item(self, name: str, values: Values) -> list[str]:
        if not values:
            return [f"  {self.text(name)}:{self.lots.choice(['', ' {}'])}{self.comment()}"]
        if self.lots.random() < 0.5:
            inner = ", ".join(f"{key}: {self.inline(value)}" for key, value in values.items())
            return [
                f"  {self.text(name)}: {{{inner}}}{self.comment()}",
                *self.alone(self.lots.choice(["  ", "    "])),
            ]
        lines = [f"  {self.text(name)}:{self.comment()}"]
        for key, value in values.items():
            lines += self.alone("    ")
            if isinstance(value, list) and self.lots.random() < 0.2:
                lines += [
                    f"    {key}: [{self.comment()}",
                    *(f"      {self.text(each)},{self.comment()}" for each in value),
                    "    ]",
                ]
            elif isinstance(value, list) and self.lots.random() < 0.5:
                lines += [f"    {key}:{self.comment()}", *(f"      - {self.text(each)}" for each in value)]
            else:
                lines.append(f"    {key}: {self.inline(value)}{self.comment()}")
        return [*lines, *self.alone(self.lots.choice(["  ", "    ", "      "]))]

    def inline(self, value: Any) -> str:
        if isinstance(value, list):
            if len(value) == 1 and self.lots.random() < 0.5:
                return self.text(value[0])
            return f"[{', '.join(map(self.text, value))}]"
        return ("true" if value else "false") if isinstance(value, bool) else self.text(value)
