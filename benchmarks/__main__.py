"""`python -m benchmarks`: measure, and print one report in Markdown."""

import argparse
import os
import platform
import sys
from datetime import date

import yaml

from benchmarks import forecasting, proving, reading, start_up
from benchmarks.child import Failed


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=(
            "start_up",
            "reading",
            "proving",
            "forecasting",
            "planning",
            "agreeing",
            "walking",
            "shapes",
            "playing",
            "importing",
        ),
        help="only this one",
    )
    parser.add_argument(
        "--largest", type=int, default=reading.SIZES[-1], metavar="N", help="products at most"
    )
    parser.add_argument(
        "--lines", type=int, default=5_000_000, metavar="N", help="order lines at most, for planning"
    )
    parser.add_argument(
        "--customers", type=int, default=1_000_000, metavar="N", help="customers, for agreeing"
    )
    parser.add_argument("--rounds", type=int, metavar="N", help="measurements of each thing")
    asked = parser.parse_args()
    if asked.largest < reading.SIZES[0] or (asked.rounds is not None and asked.rounds < 1):
        parser.error(f"--largest is at least {reading.SIZES[0]}, --rounds at least 1")
    try:
        print(_conditions(), flush=True)  # each part as soon as it is measured: the whole takes a while
        if asked.what in (None, "start_up"):
            print(start_up.report(asked.rounds or start_up.ROUNDS), flush=True)
        if asked.what in (None, "reading"):
            print(reading.report(asked.largest, asked.rounds), flush=True)
        if asked.what in (None, "proving"):
            print(proving.report(asked.largest, asked.rounds), flush=True)
        if asked.what in (None, "forecasting"):
            print(forecasting.report(asked.largest, asked.rounds), flush=True)
        if asked.what == "planning":  # millions of lines: only when asked for
            from benchmarks import planning

            print(planning.report(asked.lines, asked.rounds), flush=True)
        if asked.what == "playing":
            from benchmarks import playing

            print(playing.report(asked.rounds), flush=True)
        if asked.what == "walking":
            from benchmarks import walking

            print(walking.report(), flush=True)
        if asked.what == "shapes":
            from benchmarks import shaping

            print(shaping.report(asked.largest, asked.rounds), flush=True)
        if asked.what == "importing":
            from benchmarks import importing

            print(importing.report(asked.rounds), flush=True)
        if asked.what == "agreeing":
            from benchmarks import agreeing

            print(agreeing.report(asked.customers), flush=True)
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
