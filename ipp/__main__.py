"""The `ipp` program; also `python -m ipp`."""

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line, and leave."""
    _speak_utf8()
    gc.disable()  # before the imports: one short run builds much and throws nothing away
    code: object = 0
    try:
        from ipp.cli.interrupt import exit_on_signals

        exit_on_signals()
        from ipp.cli.app import main as run

        run()
    except KeyboardInterrupt:  # before signals were looked after
        code = 130
    except SystemExit as exit:
        code = exit.code
    _leave(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Begin again in UTF-8 where the locale has fewer characters: names of files, and what is printed, may hold any."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _leave(code: int) -> None:
    """Exit at once: taking a store of 100,000 products apart, object by object, takes a while and helps nobody."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            with suppress(OSError):  # it was told, where it can be
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
