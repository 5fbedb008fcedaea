"""What must be installed beside the core, and how to say that it is not."""

from importlib.util import find_spec

from ipp.errors import RequestError

_BATCH = {"duckdb": "duckdb>=1.4", "pyarrow": "pyarrow>=18"}
NEEDED = {"batch": _BATCH, "spark": {"pyspark": "pyspark>=4.0,<4.1", **_BATCH}}
"""By extra: what is imported, and what it is installed by. The name of our own distribution is never given: an index may have another one of that name."""


def require_extra(extra: str, what: str) -> None:
    """Raise RequestError when what an extra brings is not installed; `what` is what needs it."""
    missing = {module: needed for module, needed in NEEDED[extra].items() if not is_installed(module)}
    if missing:
        install = " ".join(f"'{needed}'" for needed in missing.values())
        raise RequestError(
            f"{what} needs {', '.join(missing)}, which is not installed", f"pip install {install}"
        )


def is_installed(module: str) -> bool:
    """Whether a module can be imported."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
