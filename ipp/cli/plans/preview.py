"""The days to come, for people and for programs."""

import sys
from collections.abc import Callable
from pathlib import Path

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.preview import preview_days
from ipp.batch.nightly.selection import Selection
from ipp.cli import terminal
from ipp.engine.policy.compile import Policy
from ipp.orders.reading import OrdersRequest
from ipp.render.answers.preview import render_preview, render_preview_json
from ipp.text.words import count_things


def print_preview(
    policy: Policy,
    start: Callable[[], PlanEngine],
    asked: tuple[OrdersRequest, Selection, range],
    folder: Path,
    *,
    as_json: bool,
) -> None:
    """Print the messages of each of some days."""
    request, wanted, days = asked
    found = []
    with terminal.watch_work() as progress:
        for day in preview_days(policy, start, request, wanted, days, folder):
            found.append(day)
            progress(f"{len(found)} of {count_things(len(days), 'day')}")
    if as_json:
        sys.stdout.write(render_preview_json(policy.path.store, found))
    else:
        terminal.write_page(render_preview(policy.path.store, found), sys.stdout)
