"""The `ipp` program; also `python -m ipp`."""

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()  # before the imports: one short run builds much and throws nothing away
    from ipp.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
