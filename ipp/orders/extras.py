"""What must be installed beside the core, and how to say that it is not."""

from importlib.util import find_spec

from ipp.errors import RequestError

NEEDED = {
    "batch": ("duckdb", "pyarrow"),
    "spark": ("pyspark", "duckdb", "pyarrow"),
}


def require_extra(extra: str, what: str) -> None:
    """Raise RequestError when what an extra brings is not installed; `what` is what needs it."""
    missing = [module for module in NEEDED[extra] if not is_installed(module)]
    if missing:
        raise RequestError(
            f"{what} needs {', '.join(missing)}, which the core does not bring: pip install 'ideal-purchase-path[{extra}]'"
        )


def is_installed(module: str) -> bool:
    """Whether a module can be imported."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
