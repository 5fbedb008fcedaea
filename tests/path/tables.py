"""For every key of every model a good value, and for every kind of value the bad ones."""

from typing import Any

from ipp.path.keys import Kind, list_keys
from ipp.path.model import Bundle, Category, Path, Product, Step, Touch
from ipp.path.segments import Segment
from ipp.path.terms import Channel, Defaults, Holdout, Ignore, Refill, Rest, Ultimate

MINUTES = {"3d": "4320min", "month": "43200min"}

USUAL: dict[Kind, tuple[str, Any]] = {
    Kind.TEXT: ("x", "x"),
    Kind.TEXTS: ("[0123, B-1]", ["0123", "B-1"]),
    Kind.MONEY: ("19.50", "19.50"),
    Kind.RATE: ("6%", "0.06"),
    Kind.RATES: ("{0: 1%, 3: 8%}", {0: "0.01", 3: "0.08"}),
    Kind.DURATION: ("3d", MINUTES["3d"]),
    Kind.PERIOD: ("3d", MINUTES["3d"]),
    Kind.REFILL: ("{every: 3d, take: 6%}", [MINUTES["3d"], "0.06", None]),
    Kind.DAY: ("2026-12-01", "2026-12-01"),
    Kind.WINDOW_DAY: ("2026-11-01", "2026-11-01"),
    Kind.COUNT: ("0", 0),
    Kind.POSITIVE: ("3", 3),
    Kind.FLAG: ("true", True),
    Kind.VERSION: ("1", 1),
    Kind.TOUCH_KIND: ("Referral", "referral"),
    Kind.DISCOUNT: ("10%", ["0.1", None]),
    Kind.SHARE: ("33% to 67%", ["0.33", "0.67"]),
    Kind.HELD: ("Everything", "everything"),
    Kind.CHANNEL: ("email", "email"),
    Kind.NAME: ("No", "No"),
    Kind.NAMES: ("loyal", ["loyal"]),
    Kind.QUANTITIES: ("{Toe: 3}", [{"Toe": 3}]),
    Kind.ATTRIBUTES: ("{concern: [heel, arch], on: No}", [{"concern": ["heel", "arch"]}, {"on": ["No"]}]),
    Kind.STEPS: ("Toe", [{"name": "Toe"}]),
    Kind.RUNGS: ("[Small, {offer: Tiny}]", [{"name": "Small"}, {"offer": "Tiny"}]),
    Kind.RESTS: ("{do: Letter, every: 3d}", [{"do": "Letter", "every": MINUTES["3d"]}]),
    Kind.ULTIMATE: ("{offer: Club, retries: 2}", {"offer": "Club", "retries": 2}),
    Kind.FILES: ("[a.yaml, b/c.yaml]", ["a.yaml", "b/c.yaml"]),
    Kind.IGNORES: (
        "{rule: IPP205, reason: x, at: Toe}",
        [{"rule": "IPP205", "reason": "x", "at": "Toe"}],
    ),
    Kind.DEFAULTS: ("{after: 3d, stay: 80%}", {"after": MINUTES["3d"], "stay": "0.8"}),
    Kind.HOLDOUT: ("{name: autumn, share: 5%}", {"name": "autumn", "share": "0.05"}),
    Kind.CHANNELS: ("{email: {}, page: {upsells: 2}, sms: }", ["email", "page", "sms"]),
    Kind.PRODUCTS: ("{Toe: {price: 1}, 101: {}, Bare: }", ["Toe", "101", "Bare"]),
    Kind.BUNDLES: ("{Kit: {items: Toe}}", ["Kit"]),
    Kind.TOUCHES: ("{Video: {kind: content}, Letter: }", ["Video", "Letter"]),
    Kind.SERIES: ("{Jazz: [J 101, J 201]}", [{"Jazz": ["J 101", "J 201"]}]),
    Kind.CATEGORIES: ("{Feet: {next: Toe}}", ["Feet"]),
    Kind.SEGMENTS: ("{loyal: {owns: 3}}", ["loyal"]),
}
"""For each kind of value, a text that a key of this kind takes, and what that means."""

SPECIAL: dict[tuple[type, str], tuple[str, Any]] = {
    (Path, "store"): ("No", "No"),
    (Path, "currency"): ("USD", "USD"),
    (Path, "prospects"): ("[Guide, {offer: Toe}]", [{"name": "Guide"}, {"offer": "Toe"}]),
    (Product, "cost"): ("0", "0"),
    (Product, "every"): ("month", MINUTES["month"]),
    (Product, "winback"): ("[Video, {offer: Toe}]", [{"name": "Video"}, {"offer": "Toe"}]),
    (Product, "also"): ("Old Toe", ["Old Toe"]),
    (Product, "consumable"): ("yes", True),
    (Product, "next"): ("[Video, {do: Letter}]", [{"name": "Video"}, {"do": "Letter"}]),
    (Product, "url"): ("https://example.com/?a=b:c#d", "https://example.com/?a=b:c#d"),
    (Product, "note"): ("2026-01-01", "2026-01-01"),
    (Product, "sold"): ("false", False),
    (Product, "final"): ("TRUE", True),
    (Bundle, "items"): ("[Toe, Nail Kit]", [{"Toe": 1}, {"Nail Kit": 1}]),
    (Bundle, "price"): ("59", "59"),
    (Bundle, "cost"): ("1.5", "1.5"),
    (Bundle, "sku"): ("1e3", ["1e3"]),
    (Bundle, "also"): ("[Old Kit, Kit 1]", ["Old Kit", "Kit 1"]),
    (Bundle, "downsell"): ("Small", [{"name": "Small"}]),
    (Bundle, "note"): ('""', ""),
    (Bundle, "draft"): ("no", False),
    (Touch, "code"): ("0123", "0123"),
    (Touch, "earns"): ("4.50", "4.50"),
    (Touch, "take"): ("3%", "0.03"),
    (Touch, "also"): ("Old Video", ["Old Video"]),
    (Category, "next"): ("[Toe]", [{"name": "Toe"}]),
    (Segment, "owns_any"): ("[Toe, Nail Kit]", ["Toe", "Nail Kit"]),
    (Segment, "owns_all"): ("Toe", ["Toe"]),
    (Segment, "bought_any"): ("[Toe, Nail Kit]", ["Toe", "Nail Kit"]),
    (Segment, "spent"): ("99.50", "99.50"),
    (Segment, "salt"): ("2026", "2026"),
    (Segment, "any"): ("[loyal, new]", ["loyal", "new"]),
    (Step, "offer"): ("Toe", "Toe"),
    (Step, "do"): ("Video", "Video"),
    (Step, "price"): ("5", "5"),
    (Step, "after"): ("now", "0min"),
    (Step, "gap"): ("0", "0min"),
    (Step, "take"): ("12%", "0.12"),
    (Step, "unless"): ("[loyal, new]", ["loyal", "new"]),
    (Step, "until"): ("12-31", "12-31"),
    (Step, "downsell"): ("[Small]", [{"name": "Small"}]),
    (Rest, "do"): ("Letter", "Letter"),
    (Rest, "offer"): ("Soap", "Soap"),
    (Rest, "stay"): ("95%", "0.95"),
    (Refill, "stay"): ("95%", "0.95"),
    (Ultimate, "offer"): ("Club", "Club"),
    (Ultimate, "ready"): ("loyal", "loyal"),
    (Ultimate, "cold"): ("false", False),
    (Defaults, "gap"): ("0", "0min"),
    (Defaults, "take"): ("10%", "0.1"),
    (Defaults, "stay"): ("0.9", "0.9"),
    (Holdout, "name"): ("autumn", "autumn"),
    (Holdout, "share"): ("10%", "0.1"),
    (Holdout, "until"): ("2027-03-01", "2027-03-01"),
    (Channel, "upsells"): ("2", 2),
    (Channel, "offers"): ("3", 3),
    (Channel, "after"): ("now", "0min"),
    (Channel, "gap"): ("0", "0min"),
    (Ignore, "rule"): ("IPP205", "IPP205"),
    (Ignore, "reason"): ("because", "because"),
    (Ignore, "at"): ("Toe", "Toe"),
}
"""The same for keys that are tried with something else."""

MODELS = (
    Path,
    Product,
    Bundle,
    Touch,
    Category,
    Segment,
    Step,
    Rest,
    Refill,
    Ultimate,
    Defaults,
    Holdout,
    Channel,
    Ignore,
)
KEYS = [(model, key) for model in MODELS for key in list_keys(model)]
GOOD: dict[tuple[type, str], tuple[str, Any]] = {
    (model, key): SPECIAL.get((model, key)) or USUAL[list_keys(model)[key][1].kind] for model, key in KEYS
}
"""For each key of each model, a text that it takes, and what that means."""

HEAD = "ipp: 1\nultimate: Club\nproducts: {Club: }\n"

BEDS: dict[type, tuple[str, dict[str, str]]] = {
    Path: ("@", {"ipp": "1", "ultimate": "Club", "products": "{Club: }"}),
    Product: ("ipp: 1\nultimate: Club\nproducts:\n  Club:\n    @", {}),
    Bundle: (HEAD + "bundles:\n  Kit:\n    @", {"items": "Toe"}),
    Touch: (HEAD + "touches:\n  Video:\n    @", {}),
    Category: (HEAD + "categories:\n  Feet:\n    @", {}),
    Segment: (HEAD + "segments:\n  loyal:\n    @", {"owns": "3"}),
    Step: (HEAD + "next:\n- @", {"offer": "Toe"}),
    Rest: (HEAD + "rest:\n- @", {"do": "Letter", "every": "30d"}),
    Refill: ("ipp: 1\nultimate: Club\nproducts:\n  Club:\n    refill:\n      @", {"every": "30d"}),
    Ultimate: ("ipp: 1\nproducts: {Club: }\nultimate:\n  @", {"offer": "Club"}),
    Defaults: (HEAD + "defaults:\n  @", {}),
    Holdout: (HEAD + "holdout:\n  @", {"name": "autumn", "share": "5%"}),
    Channel: (HEAD + "channels:\n  email:\n    @", {}),
    Ignore: (HEAD + "ignore:\n- @", {"rule": "IPP205", "reason": "x"}),
}
"""For each model, a file with a place for its keys, and the keys that it cannot do without."""


def file_with(model: type, written: str) -> str:
    """A file in which an instance of the model has `written`, a key with its value, and what it needs besides."""
    bed, needed = BEDS[model]
    key = written.replace("^", "").split(":")[0]
    others = [
        f"{name}: {value}" for name, value in needed.items() if name != key and {name, key} != {"do", "offer"}
    ]
    indent = "\n" + " " * (len(bed) - 1 - bed.rfind("\n") - 1)
    return bed.replace("@", indent.join([written, *others])) + "\n"


def instance(path: Path, model: type) -> Any:
    """The instance of the model that `file_with` wrote into."""
    if model is Path:
        return path
    fields = {
        Product: path.products, Bundle: path.bundles, Touch: path.touches, Category: path.categories,
        Segment: path.segments, Step: path.next, Rest: path.rest, Ultimate: [path.ultimate],
        Defaults: [path.defaults], Holdout: [path.holdout], Channel: path.channels or (), Ignore: path.ignore, Refill: [path.products[0].refill],
    }  # fmt: skip
    (only,) = fields[model]
    return only


ONE_TEXT = [("IPP004", "^[x]"), ("IPP004", "^{x: y}"), ("IPP004", "^[]")]
NAMES = [("IPP004", "^{x: y}"), ("IPP004", "[x, ^[y]]"), ("IPP005", "[x, ^'']"), ("IPP005", "^''")]
STEPS = [
    ("IPP004", "[Toe, ^[Club]]"),
    ("IPP005", "[Toe, ^'']"),
    ("IPP006", "[Toe, {^note: x}]"),
    ("IPP006", "[Toe, ^{}]"),
    ("IPP003", "{offer: Toe, ^pric: 3}"),
    ("IPP005", "{offer: Toe, ^do: Toe}"),
    ("IPP004", "{offer: ^[Toe]}"),
]
ITEMS = [
    ("IPP004", "^x"),
    ("IPP004", "^[x]"),
    ("IPP004", "{x: ^[y]}"),
    ("IPP004", "{x: ^y}"),
    ("IPP005", "{^'': {}}"),
]

BAD: dict[Kind, list[tuple[str, str]]] = {
    Kind.TEXT: ONE_TEXT,
    Kind.TEXTS: [("IPP004", "^{x: y}"), ("IPP004", "[x, ^[y]]")],
    Kind.MONEY: [*ONE_TEXT, ("IPP005", "^-1"), ("IPP005", "^$5"), ("IPP005", "^NaN"), ("IPP005", "^1e3"), ("IPP005", "^''")],
    Kind.RATE: [*ONE_TEXT, ("IPP005", "^130%"), ("IPP005", "^-1%"), ("IPP005", "^often"), ("IPP005", "^''")],
    Kind.RATES: [
        *[("IPP004", "^[x]"), ("IPP005", "^130%"), ("IPP005", "{0: ^130%}"), ("IPP005", "{^x: 1%}")],
        *[("IPP004", "{0: ^[1%]}"), ("IPP005", "{^-1: 1%}"), ("IPP005", "{0: ^'', 1: 2%}"), ("IPP005", "^''")],
    ],
    Kind.DURATION: [*ONE_TEXT, ("IPP005", "^-3d"), ("IPP005", "^3"), ("IPP005", "^3 moons"), ("IPP005", "^200y")],
    Kind.PERIOD: [*ONE_TEXT, ("IPP005", "^0"), ("IPP005", "^now"), ("IPP005", "^fortnight")],
    Kind.REFILL: [("IPP004", "^[3d]"), ("IPP005", "^0"), ("IPP005", "^often"), ("IPP006", "{^take: 5%}"), ("IPP003", "{every: 3d, ^gap: 3d}")],
    Kind.WINDOW_DAY: [
        *ONE_TEXT,
        *(("IPP005", text) for text in ("^2026-02-30", "^1.1.2026", "^2026-01-01 10:00", "^02-30", "^1-5")),
    ],
    Kind.COUNT: [*ONE_TEXT, ("IPP005", "^-1"), ("IPP005", "^1.5"), ("IPP005", "^many")],
    Kind.POSITIVE: [*ONE_TEXT, ("IPP005", "^0"), ("IPP005", "^1.5"), ("IPP005", "^many")],
    Kind.FLAG: [*ONE_TEXT, ("IPP005", "^maybe"), ("IPP005", "^1"), ("IPP005", "^''")],
    Kind.VERSION: [*ONE_TEXT, ("IPP005", "^one"), ("IPP005", "^1.0"), ("IPP005", "^²"), ("IPP005", "^١"), ("IPP007", "^2")],
    Kind.TOUCH_KIND: [*ONE_TEXT, ("IPP005", "^offer"), ("IPP005", "^''")],
    Kind.CHANNEL: [*ONE_TEXT, ("IPP005", "^''")],
    Kind.DAY: [*ONE_TEXT, ("IPP005", "^2026-02-30"), ("IPP005", "^12-31"), ("IPP005", "^soon")],
    Kind.HELD: [*ONE_TEXT, ("IPP005", "^touches"), ("IPP005", "^''")],
    Kind.DISCOUNT: [*ONE_TEXT, ("IPP005", "^130%"), ("IPP005", "^-5"), ("IPP005", "^ten"), ("IPP005", "^''")],
    Kind.SHARE: [
        *ONE_TEXT,
        *(("IPP005", text) for text in ("^half", "^50", "^130%", "^1% to 2% to 3%", "^10%-20%", "^''")),
    ],
    Kind.HOLDOUT: [
        *[("IPP004", "^5%"), ("IPP004", "^[x]"), ("IPP006", "{^name: x}"), ("IPP006", "{^share: 5%}")],
        *[("IPP005", "{name: x, share: ^5}"), ("IPP003", "{name: x, share: 5%, ^salt: y}")],
    ],
    Kind.CHANNELS: [*ITEMS, ("IPP003", "{email: {^spacing: 3d}}"), ("IPP005", "{email: {upsells: ^-1}}")],
    Kind.NAME: [*ONE_TEXT, ("IPP005", "^''")],
    Kind.NAMES: NAMES,
    Kind.FILES: NAMES,
    Kind.QUANTITIES: [
        *[("IPP004", "[x, ^[y]]"), ("IPP005", "[x, ^'']"), ("IPP005", "{x: ^0}"), ("IPP005", "{x: ^1.5}")],
        *[("IPP005", "{x: ^-1}"), ("IPP004", "{x: ^[1]}"), ("IPP005", "{^'': 1}"), ("IPP004", "[^{x: 3}]")],
    ],
    Kind.ATTRIBUTES: [
        *[("IPP004", "^x"), ("IPP004", "^[x]"), ("IPP004", "{x: ^{y: z}}"), ("IPP004", "{x: [y, ^[z]]}")],
        *[("IPP005", "{^'': x}"), ("IPP005", "{x: ^''}")],
    ],
    Kind.STEPS: [*STEPS, ("IPP003", "{do: Toe, ^price: 3}"), ("IPP003", "[{do: Toe, ^downsell: x}]")],
    Kind.RUNGS: [*STEPS, ("IPP005", "[Toe, {do: ^Video}]")],
    Kind.RESTS: [
        *[("IPP004", "^Letter"), ("IPP004", "[^Letter]"), ("IPP006", "{^do: Letter}"), ("IPP006", "{^every: 3d}")],
        *[("IPP005", "{do: L, ^offer: S, every: 3d}"), ("IPP005", "{do: L, every: ^0}"), ("IPP003", "{do: L, every: 3d, ^x: 1}")],
    ],
    Kind.ULTIMATE: [("IPP004", "^[Club]"), ("IPP006", "^{}"), ("IPP006", "{^retries: 1}"), ("IPP005", "^''"), ("IPP003", "{offer: Club, ^x: y}")],
    Kind.IGNORES: [("IPP004", "^IPP205"), ("IPP004", "[^IPP205]"), ("IPP006", "{^rule: IPP205}"), ("IPP006", "[{^reason: x}]")],
    Kind.DEFAULTS: [("IPP004", "^x"), ("IPP004", "^[x]"), ("IPP003", "{^aftr: 3d}"), ("IPP005", "{after: ^x}")],
    Kind.PRODUCTS: [*ITEMS, ("IPP003", "{Club: {^pric: 3}}"), ("IPP005", "{Club: {price: ^x}}")],
    Kind.BUNDLES: [*ITEMS[:2], ("IPP006", "{^Kit: }"), ("IPP006", "{Kit: {^price: 3}}"), ("IPP006", "{Kit: ^{}}")],
    Kind.TOUCHES: [*ITEMS, ("IPP003", "{Video: {^price: 3}}")],
    Kind.SERIES: [("IPP004", "^x"), ("IPP004", "^[x]"), ("IPP004", "{Jazz: ^{a: b}}"), ("IPP005", "{Jazz: [a, ^'']}")],
    Kind.CATEGORIES: [*ITEMS, ("IPP003", "{Feet: {^price: 3}}")],
    Kind.SEGMENTS: [*ITEMS[:4], ("IPP006", "{^loyal: {}}"), ("IPP006", "{^loyal: {note: x}}"), ("IPP005", "{loyal: {owns: ^0}}")],
}  # fmt: skip
"""For each kind of value, texts that it does not take, with the code and, after the caret, the place."""
