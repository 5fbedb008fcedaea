"""A small shop, and stories of it."""

from ipp.loading import Store, load_store
from ipp.stories.result import StoryReport
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source

SHOP = """ipp: 1
store: Corner Pottery
currency: EUR
ultimate: Clay Club
products:
  Mug:
    price: 24
    also: [Big Mug]
    sku: M-1
    next: [Washing advice, {offer: Tea Set, when: drinks-tea}, Teapot]
  Teapot: {price: 68, downsell: [Milk Jug]}
  Milk Jug: {price: 19}
  Clay Club: {price: 35, every: month, next: Studio letter, lapses: 45d, winback: [Exit question]}
bundles:
  Tea Set: {items: [Teapot, Milk Jug], price: 80}
touches:
  Washing advice: {kind: content}
  Studio letter: {kind: content}
  Exit question: {kind: other}
next: [Clay Club]
rest: [{do: Studio letter, every: 30d}]
segments:
  drinks-tea: {where: {drink: [tea, mate]}}
defaults: {after: 3d, patience: 7d, gap: 2d}
"""
HEAD = "ipp-test: 1\npath: shop.yaml\ntoday: 2026-11-22\n"


def load_shop(text: str = SHOP) -> Store:
    """Return a shop from its text."""
    store = load_store(Source("shop.yaml", text), lambda owner, name: owner)
    assert isinstance(store, Store), store.findings
    return store


def run(text: str, shop: str = SHOP, wanted: str | None = None) -> StoryReport:
    """Run one story file, from its stories on."""
    store = load_shop(shop)
    head = "" if text.startswith(("ipp", "path", "today", "-")) else HEAD
    source = Source("shop.test.yaml", head + text)
    return run_story_files([source], StoryTerms(lambda name: store, wanted=wanted))


def tell(*steps: str) -> StoryReport:
    """Run one story of some steps."""
    return run("stories:\n  One:\n" + "".join(f"    - {step}\n" for step in steps))
