"""The one failure that is the caller's: a request that cannot be served."""


class RequestError(Exception):
    """A request that cannot be served: a missing file, a bad option, an unknown name.

    `message` is what is wrong, in one sentence for people, without a full stop: it begins with the file, the option or the name that is
    meant. `tip` is what to do next, where that is known: an option, a command, a near name. It is caught once, in `cli/app.py`,
    which prints `error: message` and `tip: tip`, and exits with code 2.
    What is wrong *inside* a path file is a `Finding` instead, and never raised.
    """

    def __init__(self, message: str, tip: str = "") -> None:
        super().__init__(message, tip)
        self.message, self.tip = message, tip

    def __str__(self) -> str:
        return f"{self.message}; {self.tip}" if self.tip else self.message


def refuse_file(file: object, error: OSError) -> RequestError:
    """Return the refusal of a file that cannot be opened, read or written."""
    return RequestError(f"{file}: {describe_os_error(error)}")


def describe_os_error(error: OSError) -> str:
    """Say why a file cannot be opened, read or written, in words of its own where the system's are many."""
    return "no such file or folder" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
