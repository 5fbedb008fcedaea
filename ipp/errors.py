"""The one failure that is the caller's: a request that cannot be served."""


class RequestError(Exception):
    """A request that cannot be served: a missing file, a bad option, an unknown name.

    The message is one sentence for people. It is caught once, in `cli/app.py`, and becomes exit code 2.
    What is wrong *inside* a path file is a `Finding` instead, and never raised.
    """


def refuse_file(file: object, error: OSError) -> RequestError:
    """Return the refusal of a file that cannot be opened, read or written."""
    return RequestError(f"{file}: {describe_os_error(error)}")


def describe_os_error(error: OSError) -> str:
    """Say why a file cannot be opened, read or written, in words of its own where the system's are many."""
    return "no such file or folder" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
