"""Which rules are meant: options first, then settings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ipp.cli.settings import Setting, settings
from ipp.errors import RequestError


def chosen_rules(select: list[str] | None, ignore: list[str] | None) -> frozenset[str]:
    """Return the codes of the rules to check; options go before settings."""
    from ipp.lint.select import selected

    found, said = settings(Path.cwd()), dict[str, Sequence[str]]()
    for name, given in (("select", select), ("ignore", ignore)):
        origin = f"--{name}" if given is not None else f"{found[name].origin}: `{name}`"
        said[name] = _words(given) if given is not None else found[name].value
        _check(origin, said[name])
    codes = selected(said["select"], said["ignore"])
    if not codes or not said["select"]:
        raise RequestError(
            "nothing to check: `select` and `ignore` leave no rule; `ipp config` shows who says so"
        )
    return codes


def check_settled(found: Mapping[str, Setting]) -> None:
    """Raise RequestError when a setting names a rule that there is not."""
    for name in ("select", "ignore"):
        _check(f"{found[name].origin}: `{name}`", found[name].value)


def _check(origin: str, words: Sequence[str]) -> None:
    from ipp.lint.select import UnknownRule, selected

    try:
        selected(words, ())
    except UnknownRule as unknown:
        more = "" if unknown.near else "; `ipp rules` lists them"
        raise RequestError(f"{origin}: {unknown}{more}") from None


def _words(given: list[str]) -> list[str]:
    """Return the words of an option, which takes several with commas between them too."""
    return [word for each in given for word in each.split(",") if word.strip()]
