"""Values of story files: days, and attributes."""

import re

from ipp.path.values import BadValue, parse_day, parse_duration
from ipp.stories.model import StoryDay

LONGEST_SILENCE = 3660
"""Days of one silence that a story may tell: ten years."""
_RELATIVE = re.compile(r"([+-]?)(.+)", re.DOTALL)


def parse_story_day(text: str) -> StoryDay:
    """Read a day as `-12d` and `3d`, counted from the clock of the story, or as `2026-11-10`."""
    if re.fullmatch(r"[0-9]{4}[-/.].*", text):
        return StoryDay(text, 0, parse_day(text))
    found = _RELATIVE.fullmatch(text)
    try:
        days = parse_duration(found[2] if found else text).days
    except BadValue as bad:
        raise BadValue(str(bad), "a day is written like -12d, 3d or 2026-11-10", bad.suggestion) from None
    return StoryDay(text, -days if found and found[1] == "-" else days)


def parse_silence(text: str) -> int:
    """Read how long nobody answers, in days."""
    days = parse_duration(text).days
    if not days:
        raise BadValue("is no time at all", "write a length of time such as 7d")
    if days > LONGEST_SILENCE:
        raise BadValue("is longer than ten years")
    return days


def parse_days(text: str) -> int:
    """Read a number of days, written as `90` or as a length of time."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) else parse_duration(text).days
