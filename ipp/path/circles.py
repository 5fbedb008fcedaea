"""Segments made of segments: none may come back to itself."""

from ipp.path.model import Path
from ipp.path.names import Names, fold_name, list_parts
from ipp.path.rules import BAD_VALUE
from ipp.path.segments import Segment
from ipp.text.finding import Finding, FindingSink
from ipp.text.visible import shorten_text

DEEPEST = 50
"""Segments that may stand inside each other."""


def check_segment_circles(path: Path, names: Names, report: FindingSink) -> None:
    """Report segments that are defined by themselves, or that stand inside each other too deeply."""
    depth: dict[str, int] = {}
    for segment in path.segments:
        _measure_depths(segment, names, depth, report)


def _measure_depths(root: Segment, names: Names, depth: dict[str, int], report: FindingSink) -> None:
    """Find the depth of every segment below `root`, without recursion: a file can chain thousands."""
    stack = [(fold_name(root.name.text), root, iter(list_parts(root)))]
    open_now = {stack[0][0]}
    if stack[0][0] in depth:
        return
    while stack:
        key, segment, rest = stack[-1]
        part = next(rest, None)
        if part is None:
            stack.pop()
            open_now.discard(key)
            depth[key] = 1 + max(
                (depth.get(fold_name(name.text), 0) for name in list_parts(segment)), default=0
            )
            if depth[key] > DEEPEST:
                report(
                    Finding(
                        BAD_VALUE,
                        f"more than {DEEPEST} segments stand inside `{shorten_text(segment.name.text)}`",
                        segment.name.span,
                    )
                )
                depth[key] = 0
            continue
        inner = fold_name(part.text)
        if inner in open_now:
            report(
                Finding(
                    BAD_VALUE,
                    f"segment `{shorten_text(segment.name.text)}` is defined by itself",
                    part.span,
                    "take the circle apart",
                )
            )
        elif inner not in depth and inner in names.segments:
            found = names.segments[inner]
            stack.append((inner, found, iter(list_parts(found))))
            open_now.add(inner)
