"""Which rules are meant, and how they look: options first, then settings."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ipp.cli.settings import Setting, read_setting, read_settings
from ipp.errors import RequestError
from ipp.lint.limits import RuleLimits
from ipp.lint.run import LintTerms
from ipp.lint.select import UnknownRuleError, select_codes
from ipp.proof.stranded.search import ProofDepth


def choose_terms(
    today: date,
    *,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    depth: int | None = None,
    proof: bool = False,
    customers: int | None = None,
) -> LintTerms:
    """Return how to look at stores; raises RequestError where options or settings name no rule."""
    rules, far = choose_rules(select, ignore), depth or read_setting("depth")
    people = customers or read_setting("customers-per-month")
    return LintTerms(rules, ProofDepth(far, far - 1), today, proof, read_limits(), people)


def read_limits() -> RuleLimits:
    """Return the limits of rules as settings have them."""
    found = read_settings(Path.cwd())
    names = ("longest-silence", "price-jump", "offers-in-a-row")
    return RuleLimits(*(found[name].value for name in names))


def choose_rules(select: list[str] | None, ignore: list[str] | None) -> frozenset[str]:
    """Return the codes of the rules to check; options go before settings."""
    found, said = read_settings(Path.cwd()), dict[str, Sequence[str]]()
    for name, given in (("select", select), ("ignore", ignore)):
        origin = f"--{name}" if given is not None else f"{found[name].origin}: `{name}`"
        said[name] = _split_words(given) if given is not None else found[name].value
        _check_words(origin, said[name])
    codes = select_codes(said["select"], said["ignore"])
    if not codes or not said["select"]:
        raise RequestError(
            "nothing to check: `select` and `ignore` exclude every rule",
            "`ipp config` shows where they are set",
        )
    return codes


def check_rule_settings(found: Mapping[str, Setting]) -> None:
    """Raise RequestError when a setting names a rule that there is not."""
    for name in ("select", "ignore"):
        _check_words(f"{found[name].origin}: `{name}`", found[name].value)


def _check_words(origin: str, words: Sequence[str]) -> None:
    try:
        select_codes(words, ())
    except UnknownRuleError as unknown:
        raise RequestError(f"{origin}: {unknown.message}", unknown.tip) from None


def _split_words(given: list[str]) -> list[str]:
    """Return the words of an option, which takes several with commas between them too."""
    return [word for each in given for word in each.split(",") if word.strip()]
