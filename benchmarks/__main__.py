"""`python -m benchmarks`: measure, and print one report in Markdown."""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module

import yaml

from benchmarks import reading, start_up
from benchmarks.child import Failed

Part = Callable[[argparse.Namespace], tuple[object, ...]]
PARTS: dict[str, Part] = {
    "start_up": lambda asked: (asked.rounds or start_up.ROUNDS,),
    "reading": lambda asked: (asked.largest, asked.rounds),
    "proving": lambda asked: (asked.largest, asked.rounds),
    "forecasting": lambda asked: (asked.largest, asked.rounds),
    "planning": lambda asked: (asked.lines, asked.rounds),
    "agreeing": lambda asked: (asked.customers,),
    "comparing": lambda asked: (asked.customers, asked.rounds),
    "walking": lambda _: (),
    "shaping": lambda asked: (asked.largest, asked.rounds),
    "playing": lambda asked: (asked.rounds,),
    "importing": lambda asked: (asked.rounds,),
    "orders": lambda asked: (asked.lines, asked.rounds),
    "learning": lambda asked: (asked.orders,),
    "following": lambda asked: (asked.lines, asked.rounds),
    "measuring": lambda asked: (asked.rounds,),
}
"""The parts of a report, each a module with `report`, and what it is given."""
USUAL = ("start_up", "reading", "proving", "forecasting")
"""The others take long, or need an extra: only when asked for."""


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=tuple(PARTS),
        help="only this one",
    )
    parser.add_argument(
        "--largest", type=int, default=reading.SIZES[-1], metavar="N", help="products at most"
    )
    parser.add_argument(
        "--lines",
        type=int,
        default=5_000_000,
        metavar="N",
        help="order lines at most, for planning, orders and following",
    )
    parser.add_argument(
        "--customers", type=int, default=1_000_000, metavar="N", help="customers, for agreeing and comparing"
    )
    parser.add_argument("--orders", metavar="FILE", help="a real history, for learning; else a made-up one")
    parser.add_argument("--rounds", type=int, metavar="N", help="measurements of each thing")
    asked = parser.parse_args()
    if asked.largest < reading.SIZES[0] or (asked.rounds is not None and asked.rounds < 1):
        parser.error(f"--largest is at least {reading.SIZES[0]}, --rounds at least 1")
    try:
        print(_conditions(), flush=True)  # each part as soon as it is measured: the whole takes a while
        for part in (asked.what,) if asked.what else USUAL:
            print(import_module(f"benchmarks.{part}").report(*PARTS[part](asked)), flush=True)
    except Failed as failed:
        sys.exit(str(failed))


def _conditions() -> str:
    libyaml = ".".join(map(str, yaml._yaml.get_version())) if yaml.__with_libyaml__ else "missing"
    return (
        f"# Report of {date.today():%Y-%m-%d}\n\n"
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}, "
        f"PyYAML {yaml.__version__}, libyaml {libyaml}, {os.cpu_count()} processors.\n"
    )


if __name__ == "__main__":
    main()
