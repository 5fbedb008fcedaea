"""The fixes that rules offer, each made and read again."""

import pytest

from .broken import NAME, Fixes, findings_of, mended

HEAD = "ipp: 1\nultimate: Club\n"
TOUCHES = "touches: {Letter: {kind: content}}\n"
REST = "rest: [{do: Letter, every: 30d}]\n"
PRODUCTS = "products:\n  Slippers: {price: 24}\n  Insoles: {price: 39, next: Club}\n  Club: {price: 29}\n"
PAIR = (
    "products:\n  Jazz 101: {price: 4, next: Club}\n  Jazz 201: {price: 6, next: Club}\n  Club: {price: 29}\n"
)
LADDER = "products:\n  A: {price: 90, next: {offer: B, downsell: %s}}\n  B: {price: 80, next: Club}\n  C: {price: 20, next: Club}\n  D: {price: 50, next: Club}\n  Club: {price: 29}\n"

MADE = {
    "no next: a list for the store": (
        HEAD + PRODUCTS + TOUCHES + REST,
        HEAD + PRODUCTS + TOUCHES + REST + "next: [Club]\n",
    ),
    "no next: at the end of the store's list": (
        HEAD + PRODUCTS + TOUCHES + "next: [Letter] # all\n" + REST,
        HEAD + PRODUCTS + TOUCHES + "next: [Letter, Club] # all\n" + REST,
    ),
    "no next: behind its single name": (
        HEAD + PRODUCTS + TOUCHES + "next: Letter\n" + REST,
        HEAD + PRODUCTS + TOUCHES + "next: [Letter, Club]\n" + REST,
    ),
    "no next: below its lines": (
        HEAD + PRODUCTS + TOUCHES + "next:\n  - Letter\n  # more\n\n" + REST,
        HEAD + PRODUCTS + TOUCHES + "next:\n  - Letter\n  - Club\n  # more\n\n" + REST,
    ),
    "no rest": (
        HEAD + PRODUCTS.replace("24}", "24, next: Club}") + TOUCHES.replace("Letter", "'Let, ter'"),
        HEAD + PRODUCTS.replace("24}", "24, next: Club}") + TOUCHES.replace("Letter", "'Let, ter'")
        + 'rest: [{do: "Let, ter", every: 30d}]\n',
    ),
    "no rest: content before all else": (
        HEAD + PRODUCTS.replace("24}", "24, next: [Call, Club]}") + "touches: {Call: {kind: review}, Letter: {kind: content}}\n",
        HEAD + PRODUCTS.replace("24}", "24, next: [Call, Club]}") + "touches: {Call: {kind: review}, Letter: {kind: content}}\n" + REST,
    ),
    "a broken series": (
        HEAD + PAIR + TOUCHES + REST,
        HEAD + PAIR + TOUCHES + REST + "series: {Jazz: [Jazz 101, Jazz 201]}\n",
    ),
    "a broken series beside another": (
        HEAD + PAIR + "series:\n  X: [Jazz 101]\n".replace("Jazz 101", "Club") + TOUCHES + REST,
        HEAD + PAIR + "series:\n  X: [Club]\n  Jazz: [Jazz 101, Jazz 201]\n" + TOUCHES + REST,
    ),
    "a broken series beside another in braces": (
        HEAD + PAIR + "series: {X: [Club]}\n" + TOUCHES + REST,
        HEAD + PAIR + "series: {X: [Club], Jazz: [Jazz 101, Jazz 201]}\n" + TOUCHES + REST,
    ),
    "downsells upside down": (
        HEAD + LADDER % "[C, D]" + TOUCHES + REST,
        HEAD + LADDER % "[D, C]" + TOUCHES + REST,
    ),
    "downsells upside down, with terms": (
        HEAD + LADDER % "[C, {offer: D, after: 2d}]" + TOUCHES + REST,
        HEAD + LADDER % "[{offer: D, after: 2d}, C]" + TOUCHES + REST,
    ),
    "a key": (
        HEAD + PRODUCTS.replace("24}", "24, nxt: Club}") + TOUCHES + REST,
        HEAD + PRODUCTS.replace("24}", "24, next: Club}") + TOUCHES + REST,
    ),
    "a name": (
        HEAD + PRODUCTS.replace("24}", "24, next: Clubb}") + TOUCHES + REST,
        HEAD + PRODUCTS.replace("24}", "24, next: Club}") + TOUCHES + REST,
    ),
    "a rule": (
        HEAD + PRODUCTS.replace("24}", "24}  # ipp: ignore[no-nxt-action] so") + TOUCHES + REST,
        HEAD + PRODUCTS.replace("24}", "24}  # ipp: ignore[no-next-action] so") + TOUCHES + REST,
    ),
    "a rule in an entry": (
        HEAD + PRODUCTS + TOUCHES + REST + "ignore: {rule: 'no-nxt-action', reason: so}\n",
        HEAD + PRODUCTS + TOUCHES + REST + "ignore: {rule: 'no-next-action', reason: so}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MADE.values(), ids=MADE.keys())
@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_a_fix(before: str, after: str, mark: str) -> None:
    before, after = before.replace("\n", mark), after.replace("\n", mark)
    fixes = Fixes(frozenset({"IPP902"})) if "no-nxt-action" in before else Fixes()
    assert mended(before, fixes).texts.get(NAME) == after
    assert [f.message for f in findings_of(after) if f.rule.severity != "info"] == []


NOT_OFFERED = {
    "the list is an alias": HEAD + "prospects: &p [Insoles]\nnext: *p\n" + PRODUCTS.replace("next: Club", "next: Slippers") + TOUCHES + REST,
    "a comment among the downsells": HEAD + LADDER % "[C, # small\n    D]" + TOUCHES + REST,
    "downsells of one price": HEAD + (LADDER % "[C, D]").replace("price: 50", "price: 20") + TOUCHES + REST,
    "downsells above the offer": HEAD + (LADDER % "[C, D]").replace("price: 50", "price: 95") + TOUCHES + REST,
    "downsells with an alias": HEAD + "prospects: &c C\n" + LADDER % "[*c, D]" + TOUCHES + REST,
    "a series of that name": HEAD + PAIR + "series: {Jazz: [Club]}\n" + TOUCHES + REST,
    "no touch for a rest": HEAD + PRODUCTS.replace("24}", "24, next: Club}"),
    "two names alike": HEAD + PRODUCTS.replace("24}", "24, next: Clu}").replace("  Insoles", "  Clue: {price: 3, next: Club}\n  Insoles") + TOUCHES + REST,
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_OFFERED.values(), ids=NOT_OFFERED.keys())
def test_what_has_no_plain_fix_is_told_without_one(text: str) -> None:
    found = findings_of(text)
    assert found
    assert all(
        finding.fix is None for finding in found if finding.rule.code not in ("IPP201", "IPP208")
    ) or any(finding.fix is None for finding in found)
    assert mended(text, Fixes(frozenset({"IPP302", "IPP211", "IPP208", "IPP101"}))).texts == {}


def test_a_store_in_braces() -> None:
    text = "{ipp: 1, ultimate: Club, products: {A: {price: 1}, B: {price: 2, next: Club}, Club: {price: 3}},\n touches: {Letter: {kind: content}},}"
    new = mended(text, Fixes()).texts[NAME]
    assert [finding.rule.name for finding in findings_of(new)] == ["nothing-of-its-own"]
    assert new.endswith("{kind: content}}, rest: [{do: Letter, every: 30d}], next: [Club],}") or new.endswith(
        "{kind: content}}, next: [Club], rest: [{do: Letter, every: 30d}],}"
    )
