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
            return f"segment: {reason.about} decides against it"
        case "window over":
            return f"window over{when}"
        case "higher rung theirs":
            return f"smaller than {reason.about}, which is theirs"
        case "draft":
            return "draft"
