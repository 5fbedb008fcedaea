"""What GitHub code scanning requires of SARIF, as its documentation lists it (and not as `ipp` writes it).

"SARIF support for code scanning": the tables "Supported SARIF output file properties" (the rows marked as required, which must
not be empty, and the recommended ones), "Specifying the root for source files", and the limits of "SARIF results exceed one or
more limits".
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

REQUIRED_OF_RULES = ("id", "shortDescription.text", "fullDescription.text", "help.text")
RECOMMENDED_OF_RULES = ("name", "help.markdown", "properties.precision", "properties.problem\\.severity")
REQUIRED_OF_RESULTS = (
    "message.text",
    "locations",
    "partialFingerprints.primaryLocationLineHash",
    "ruleId",
    "level",
)
REQUIRED_OF_PLACES = (
    "physicalLocation.artifactLocation.uri",
    "physicalLocation.region.startLine",
    "physicalLocation.region.startColumn",
    "physicalLocation.region.endLine",
    "physicalLocation.region.endColumn",
)
LEVELS = {"note", "warning", "error"}
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)+)\]\((\d+)\)")


def complaints(log: dict[str, Any]) -> list[str]:
    """Return what GitHub would refuse or not show, with its place in the file."""
    return list(_log(log))


def _at(value: Any, path: str) -> Any:
    for key in re.split(r"(?<!\\)\.", path):
        value = value.get(key.replace("\\.", ".")) if isinstance(value, dict) else None
    return value


def _missing(value: Any, paths: tuple[str, ...], where: str) -> Iterator[str]:
    for path in paths:
        if _at(value, path) in (None, "", [], {}):
            yield f"{where}: no {path}"


def _log(log: dict[str, Any]) -> Iterator[str]:
    yield from _missing(log, ("$schema", "version", "runs"), "log")
    if log.get("version") != "2.1.0":
        yield "log: version"
    if len(log["runs"]) > 20:
        yield "log: more than 20 runs"
    for run in log["runs"]:
        yield from _run(run)


def _run(run: dict[str, Any]) -> Iterator[str]:
    yield from _missing(run, ("tool.driver.name", "tool.driver.semanticVersion", "tool.driver.rules"), "run")
    if not isinstance(run.get("results"), list):
        yield "run: no results"  # the list is required; it may be empty
    if len(run["results"]) > 25_000 or len(run["tool"]["driver"]["rules"]) > 25_000:
        yield "run: more than 25,000"
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    if len(set(ids)) != len(ids):
        yield "rules: an id twice"
    for rule in rules:
        yield from _rule(rule)
    for number, result in enumerate(run["results"]):
        yield from _result(result, rules, f"results[{number}]")
    hashes = [str(result.get("partialFingerprints")) for result in run["results"]]
    if len(set(hashes)) != len(hashes):
        yield "results: a fingerprint twice"


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    where = f"rule {rule.get('id')}"
    yield from _missing(rule, REQUIRED_OF_RULES + RECOMMENDED_OF_RULES, where)
    for path, most in (("name", 255), ("shortDescription.text", 1024), ("fullDescription.text", 1024)):
        if len(_at(rule, path) or "") > most:
            yield f"{where}: {path} too long"
    if _at(rule, "defaultConfiguration.level") not in LEVELS:
        yield f"{where}: level"
    if _at(rule, "properties.precision") not in {"very-high", "high", "medium", "low"}:
        yield f"{where}: precision"
    if _at(rule, "properties.problem\\.severity") not in {"error", "warning", "recommendation"}:
        yield f"{where}: problem.severity"
    if len(_at(rule, "properties.tags") or []) > 10:
        yield f"{where}: tags"


def _result(result: dict[str, Any], rules: list[dict[str, Any]], where: str) -> Iterator[str]:
    yield from _missing(result, REQUIRED_OF_RESULTS, where)
    if result["level"] not in LEVELS:
        yield f"{where}: level"
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        yield f"{where}: ruleIndex"
    if len(result["locations"]) != 1:
        yield f"{where}: locations"
    related = result.get("relatedLocations", [])
    for place in (*result["locations"], *related):
        yield from _place(place, where)
    linked = {int(number) for _, number in LINK.findall(_at(result, "message.text") or "")}
    if linked != {place["id"] for place in related}:
        yield f"{where}: links {linked}"


def _place(place: dict[str, Any], where: str) -> Iterator[str]:
    yield from _missing(place, REQUIRED_OF_PLACES, where)
    region = place["physicalLocation"]["region"]
    start, end = ((region.get(f"{at}Line", 0), region.get(f"{at}Column", 0)) for at in ("start", "end"))
    if min(*start, *end) < 1 or end < start:
        yield f"{where}: region {region}"
    yield from _uri(place["physicalLocation"]["artifactLocation"], where)


def _uri(artifact: dict[str, Any], where: str) -> Iterator[str]:
    uri = artifact["uri"]
    parts = urlsplit(uri)
    if not re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})+", uri):
        yield f"{where}: not a URI, {uri}"
    if parts.scheme not in ("", "file") or parts.query or parts.fragment:
        yield f"{where}: {uri}"
    if not parts.scheme and (uri.startswith("/") or "uriBaseId" not in artifact):
        yield f"{where}: not relative to the root, {uri}"
