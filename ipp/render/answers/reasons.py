"""Why something was passed over, in words: those of the terminal and of the page."""

from typing import get_args

from ipp.engine.decision.action import Reason, Why
from ipp.render.money import write_day


def write_reason(reason: Reason) -> str:
    """Say a reason as it follows "passed over:"; the first word is the kind of reason."""
    when = f" on {write_day(reason.day)}" if reason.day else ""
    return write_reason_words(reason.why).format(about=reason.about, when=when)


def list_reason_words() -> dict[Why, str]:
    """Return the words of every kind of reason."""
    return {why: write_reason_words(why) for why in get_args(Why)}


def write_reason_words(why: Why) -> str:
    """Write the words of a kind of reason: `{about}` stands for what it is about, `{when}` for ` on ` and its day, or nothing."""
    match why:
        case "done" | "declined" | "bought" | "window over" | "within over":
            return f"{why}{{when}}"
        case "silence":
            return "silence: a No{when}"
        case "given back":
            return "given back or ended{when}"
        case "owned":
            return "owned: it contains {about}"
        case "closed segment":
            return "segment: closed to them by {about}"
        case "not open yet":
            return "not open yet: opens{when}"
        case "open ask":
            return "open ask: {about} is not answered yet"
        case "not due yet":
            return "not due yet: due{when}"
        case "held up":
            return "held up by {about}, which comes first"
        case "higher rung theirs":
            return "smaller than {about}, which is theirs"
        case "given up":
            return "given up: asked again{when}"
        case "draft" | "paused" | "retired":
            return why
