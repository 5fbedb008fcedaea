"""Whatever a file holds: findings or a store, every place inside its source, and no exception."""

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipp.loading import Store, UnreadFile, decode_content, load_store
from ipp.path.keys import list_keys
from ipp.text.finding import Finding, sort_findings
from ipp.text.source import Source
from tests.amounts import long
from tests.work import bounded

from .mutants import HOSTILE, replaced, spans_of, tree_of
from .reading import check_places
from .sample import FILES, MAIN
from .tables import KEYS, MODELS


def told(text: str | bytes) -> Store | UnreadFile:
    """Read whatever it is; check what holds for every answer."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    source = decode_content("path.yaml", content)
    if isinstance(source, Finding):
        check_places([source])
        return UnreadFile(source.span.source, (source,))

    def opener(_: Source, name: str) -> Source:
        if name not in FILES:
            raise FileNotFoundError(2, "No such file")
        return Source(name, FILES[name])

    store = load_store(source, opener)
    check_places(store.findings)
    assert list(store.findings) == sort_findings(list(store.findings))
    assert isinstance(store, Store) or store.findings
    for finding in store.findings:
        assert finding.message
        assert len(finding.message) < 500, finding.message[:100]
    return store


SPANS = sorted(set(spans_of(tree_of(MAIN))))


def test_the_sample_is_sound_and_uses_every_key() -> None:
    store = told(MAIN)
    assert isinstance(store, Store)
    # the same body for two products: skus and other names are all that can be wrong with that
    assert [finding.rule.code for finding in store.findings] == ["IPP102", "IPP104", "IPP104"]
    path = store.path
    written: list[Any] = [
        path,
        *path.products,
        *path.bundles,
        *path.touches,
        *path.categories,
        *path.segments,
    ]
    written += [
        *path.products[0].next,
        path.products[1].refill,
        *path.rest,
        path.ultimate,
        path.defaults,
        path.holdout,
        *(path.channels or ()),
        *path.ignore,
    ]
    used = {
        (type(thing), key)
        for thing in written
        for key, (field, _) in list_keys(type(thing)).items()
        if getattr(thing, field) != type(thing)._field_defaults[field]
    }
    unused = set(KEYS) - used
    assert {(model.__name__, key) for model, key in unused} == set()
    assert {model for model, _ in used} == set(MODELS)


@settings(max_examples=2 * settings().max_examples)
@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xff")
@example(b"\xff\xfe")
@example(b"\x00" * 100)
def test_any_bytes(content: bytes) -> None:
    told(content)


@settings(max_examples=2 * settings().max_examples)
@given(st.text(st.characters(), max_size=100))
def test_any_text(text: str) -> None:
    told(text)
    told("ipp: 1\nultimate: A\nproducts:\n  A: " + text)


@settings(max_examples=2 * settings().max_examples)
@given(
    st.recursive(
        st.text(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner)
    )
)
def test_any_tree(value: object) -> None:
    import json

    told("ipp: 1\nultimate: A\nproducts: " + json.dumps(value))
    told(json.dumps(value, ensure_ascii=False))


@settings(max_examples=2 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_any_keys_with_any_values(seed: int) -> None:
    luck = random.Random(seed)
    words = sorted({key for _, key in KEYS})
    lines = [
        f"{luck.choice(words)}: {luck.choice([*HOSTILE, *(f'{{{word}: x}}' for word in words)])}"
        for _ in range(9)
    ]
    told("ipp: 1\n" + "\n".join(lines))
    told("ipp: 1\nultimate: A\nproducts:\n  A:\n    " + "\n    ".join(lines))


@pytest.mark.parametrize("step", range(7))
def test_every_beginning_of_a_file(step: int) -> None:
    for end in range(step, len(MAIN), 7 * 7):
        told(MAIN[:end])
        told(MAIN.encode()[:end])


@settings(max_examples=4 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_a_key_or_a_value_replaced(seed: int) -> None:
    told(replaced(MAIN, SPANS, random.Random(seed)))


@settings(max_examples=2 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_two_places_exchanged_or_a_line_moved(seed: int) -> None:
    luck = random.Random(seed)
    (a, b), (c, d) = sorted(luck.sample(SPANS, 2))
    told(MAIN[:a] + MAIN[c:d] + MAIN[min(b, c) : c] + MAIN[a:b] + MAIN[d:])
    lines = MAIN.splitlines(keepends=True)
    lines.insert(luck.randrange(len(lines)), luck.choice(lines))
    del lines[luck.randrange(len(lines))]
    told("".join(lines))


@settings(max_examples=2 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_bytes_flipped(seed: int) -> None:
    luck = random.Random(seed)
    content = bytearray(MAIN.encode())
    for _ in range(luck.randint(1, 5)):
        content[luck.randrange(len(content))] = luck.randrange(256)
    told(bytes(content))


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if len(text) < 100], ids=repr)
def test_a_whole_file_of_one_hostile_text(hostile: str) -> None:
    told(hostile)
    told(f"ipp: 1\nultimate: {hostile}\nproducts: {hostile}\nnext: {hostile}\nsegments: {hostile}\n")
    told(f"{hostile}: {hostile}\n")


LONG = "x" * 5000


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}: y",
        f"products: {{? {LONG} : [x], ? {LONG} : x}}",
        f"bundles: {{? {LONG} : , ? {LONG}y : {{items: {{? {LONG} : x}}, price: {LONG}, ? {LONG} : 1}}}}",
        f"segments: {{? {LONG} : {{}}, b: {{where: {{? {LONG} : {{}}}}, any: {LONG}}}}}",
        f"series: {{? {LONG} : {{}}}}",
        f"touches: {{Video: {{kind: {LONG}}}}}",
        f"include: {LONG}",
        f"ipp: {'9' * 5000}",
        f"ultimate: {{offer: {LONG}, ready: {LONG}, take: {{? {LONG} : {LONG}}}, retries: {LONG}}}",
        f"next: {{offer: {LONG}, from: {LONG}, after: 3 {LONG}}}",
        f"a: !{LONG} b",
        f"a: *{LONG}",
        f"%{LONG}\n---\na",
        f"'{LONG}",
        f"x: {LONG}: x",
    ],
    ids=lambda text: text[:20],
)
def test_long_texts_make_no_long_messages(text: str) -> None:
    assert told(text).findings


@long
def test_a_file_of_mistakes_costs_no_square() -> None:
    text = "ipp: 1\nultimate: A\nproducts:\n" + "".join(
        f"  P{i}: {{pric: x, nxt: [Q{i}], next: [R{i}, {{ofer: S}}], price: y}}\n" for i in range(2_000)
    )
    store = bounded(4_000_000, lambda: told(text))  # twice what it costs; the square of 2,000 is as much
    assert len(store.findings) > 10_000
