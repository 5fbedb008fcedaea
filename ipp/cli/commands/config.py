"""`ipp config`: what is settled, and by whom."""

from ipp.cli.jobs.config import print_settings
from ipp.cli.options import AnswerFormat, PrintedAs


def run_config(
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Show every setting of the working folder, and where it came from.

    Settings stand in [tool.ipp] of the nearest pyproject.toml, or in .ipp.toml; options of a command go before them.
    """
    print_settings(as_json=format is AnswerFormat.json)
