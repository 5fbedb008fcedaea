"""Why something was passed over, in words."""

from ipp.engine.decision.action import Reason
from ipp.render.money import write_day


def write_reason(reason: Reason) -> str:
    """Say a reason as it follows "passed over:"; the first word is the kind of reason."""
    when = f" on {write_day(reason.day)}" if reason.day else ""
    match reason.why:
        case "done" | "declined" | "bought":
            return reason.why + when
        case "owned":
            return f"owned: it contains {reason.about}"
        case "closed segment":
            return f"segment: closed to them by {reason.about}"
        case "window over" | "within over":
            return reason.why + when
        case "not open yet":
            return f"not open yet: opens{when}"
        case "open ask":
            return f"open ask: {reason.about} is not answered yet"
        case "not due yet":
            return f"not due yet: due{when}"
        case "held up":
            return f"held up by {reason.about}, which comes first"
        case "higher rung theirs":
            return f"smaller than {reason.about}, which is theirs"
        case "given up":
            return f"given up: asked again{when}"
        case "draft" | "paused" | "retired":
            return reason.why
