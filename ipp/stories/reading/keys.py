"""The keys of story files, and what each is for: the reader and the JSON Schema go by these."""

from ipp.path.keys import Key, Kind

FILE_KEYS = {
    "ipp-test": Key(Kind.VERSION, "The version of the format of story files: 1.", required=True),
    "path": Key(Kind.TEXT, "The path file, from the folder of this file; without it, the one of --path."),
    "today": Key(Kind.WINDOW_DAY, "The day on which every story begins: never the clock.", required=True),
    "note": Key(Kind.TEXT, "A remark for people."),
    "stories": Key(Kind.TEXT, "Names of stories, each with its steps."),
    "cases": Key(Kind.TEXT, "Histories in one line each, with what must come next."),
}
STEP_KEYS = {
    "bought": Key(Kind.QUANTITIES, "Something was bought: one order, on the day of the clock."),
    "returned": Key(Kind.QUANTITIES, "Something was given back."),
    "cancelled": Key(Kind.NAMES, "A membership was ended."),
    "did": Key(Kind.NAME, "The touch that is next was made, on its day."),
    "accepts": Key(Kind.NAME, "The offer that is next was made, on its day, and answered with Yes."),
    "declines": Key(Kind.NAME, "The offer that is next was made, on its day, and answered with No."),
    "silent": Key(Kind.DURATION, "So much time passes without an answer; what is due on the way happens."),
    "stopped": Key(
        Kind.WINDOW_DAY, "The customer asked to get nothing any more: today, or on the day that is said."
    ),
    "resumed": Key(Kind.WINDOW_DAY, "The customer asked to get something again."),
    "with": Key(Kind.ATTRIBUTES, "What is known of the customer from here on."),
    "customer": Key(Kind.TEXT, "What the shop calls the customer: shares and the holdout are drawn by it."),
    "on": Key(
        Kind.WINDOW_DAY, "The day of a purchase, return or answer: -12d and 3d from the clock, or a date."
    ),
    "next": Key(Kind.NAME, "What must come next; ? is filled in by --update."),
    "never": Key(Kind.NAMES, "What must not come next, from here to the end."),
    "reaches": Key(Kind.NAME, "What it leads to if every answer is Yes from here."),
}
KNOWN = ("with", "customer")
"""What is known of the customer: it stands alone, or beside what a step says."""
WORDS = tuple(key for key in STEP_KEYS if key not in ("on", *KNOWN))
"""What a step can say; `on` stands beside what happens."""
BARE = ("did", "accepts", "declines")
"""What a step can say without more: it is about what is next."""
STOPS = ("stopped", "resumed")
"""What the customer asks of the shop: without a day it is that of the clock."""
DATED = ("bought", "returned", "cancelled", "did", "accepts", "declines")
EXPECTED_KEYS = {
    "offer": Key(Kind.NAME, "A product or bundle is offered."),
    "do": Key(Kind.NAME, "A touch is made."),
    "state": Key(Kind.TEXT, "What `ipp next` says: offer, touch, rest, wait, complete, stranded …"),
    "price": Key(Kind.MONEY, "What the offer asks."),
    "due": Key(Kind.DURATION, "The day of it: 3d from the clock, now, or a date."),
    "via": Key(Kind.TEXT, "The channel; `none` for none."),
    "rung": Key(Kind.COUNT, "The rung of its ladder, 0 at the top."),
    "because": Key(Kind.NAME, "The purchase whose step it is; `none` for none."),
}
REACH_KEYS = {
    "offer": Key(Kind.NAME, "A product or bundle that is offered in the end."),
    "do": Key(Kind.NAME, "A touch that is made in the end."),
    "asks": Key(Kind.COUNT, "After so many asks at most, its own counted."),
    "days": Key(Kind.COUNT, "After so many days at most."),
}
TOLD = ("bought", "declined", "offered", "did", "returned", "cancelled")
"""What a case tells, by the options of `ipp next`."""
CASE_KEYS = {
    "bought": Key(Kind.NAMES, "Purchases, each an order of its own, the last one the latest."),
    "declined": Key(Kind.NAMES, "Offers that were declined."),
    "offered": Key(Kind.NAMES, "Offers that are made and not answered yet."),
    "did": Key(Kind.NAMES, "Touches that were made."),
    "returned": Key(Kind.NAMES, "What was given back."),
    "cancelled": Key(Kind.NAMES, "Memberships that were ended."),
    "stopped": Key(Kind.WINDOW_DAY, "The day on which they asked to get nothing any more."),
    "resumed": Key(Kind.WINDOW_DAY, "The day on which they asked to get something again."),
    "with": STEP_KEYS["with"],
    "customer": STEP_KEYS["customer"],
    "on": Key(
        Kind.WINDOW_DAY, "The day of all that, where a name has none (NAME@2026-11-10); default: `today`."
    ),
    "next": STEP_KEYS["next"],
    "never": Key(Kind.NAMES, "What must not come next."),
    "reaches": STEP_KEYS["reaches"],
    "note": FILE_KEYS["note"],
}
STATES = ("offer", "touch", "rest", "wait", "complete", "stranded", "held", "stopped")
ENDS = ("complete", "stranded", "stopped")
"""States without an action: what `next: WORD` can say where nothing is called so."""
