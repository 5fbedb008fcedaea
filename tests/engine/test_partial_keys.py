"""What does not take a key yet refuses the path that has it, and says where."""

from pathlib import Path

import pytest

from tests.cli.program import inside

SEGMENTS = "segments: {{some: {{{segment}}}}}\n{more}"
HEAD = (
    "ipp: 1\nultimate: Club\nproducts:\n  Mug: {{price: 9{mug}}}\n  Club: {{price: 29, every: month{club}}}\n"
)
TOUCHES = "touches: {{Letter: {{kind: content}}}}\nrest: [{{do: Letter, every: 30d}}{rest}]\n"
KEYS = {
    "each_time": {"mug": ", consumable: true, next: [{offer: Mug, each_time: true}, Club]"},
    "winback": {"club": ", winback: [Mug]"},
    "take": {"mug": ", consumable: true", "rest": ", {offer: Mug, every: 30d, take: 10%}"},
    "orders": {"segment": "orders: 2"},
    "share": {"segment": "share: 50%"},
    "never": {"more": "never: some\n"},
    "holdout": {"more": "holdout: {name: autumn, share: 5%}\n"},
    "none": {},
}
ASKERS = {
    "plan": ("plan", "orders.csv", "--output", "-"),
    "forecast": ("forecast",),
    "page": ("map", "--format", "html"),
    "next": ("next", "--bought", "Mug"),
}
REFUSED = {
    *((key, asker) for key in ("orders", "share", "never", "holdout") for asker in ("plan",)),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("asker", ASKERS)
def test_a_path_is_refused_rather_than_half_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, asker: str
) -> None:
    monkeypatch.chdir(tmp_path)
    parts = {"mug": ", next: Club", "club": "", "rest": "", "segment": "owns: 1", "more": ""} | KEYS[key]
    Path("store.yaml").write_text((HEAD + TOUCHES + SEGMENTS).format(**parts), encoding="utf-8")
    Path("orders.csv").write_text("customer,item,date\nann,Mug,2026-11-01\n", encoding="utf-8")
    said = inside(*ASKERS[asker], "--path", "store.yaml", "--today", "2026-11-22")
    assert said.code == (2 if (key, asker) in REFUSED else 0), said.err
    assert (f"does not take `{key}` yet" in said.err) is ((key, asker) in REFUSED)
