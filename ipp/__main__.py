"""The `ipp` program; also `python -m ipp`."""

import gc
import sys


def main() -> None:
    """Run the command line."""
    gc.disable()  # before the imports: one short run builds much and throws nothing away
    try:
        from ipp.cli.app import main as run

        run()
    except KeyboardInterrupt:  # while the imports were still running
        sys.exit(130)


if __name__ == "__main__":
    main()
