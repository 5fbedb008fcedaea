"""What names a finding when lines move: its rule, its file, and the path of names to its place."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from posixpath import normpath

from ipp.text.finding import Finding


def normalise_name(file: str) -> str:
    """Return a file's name as every system writes it: `./a.yaml` is `a.yaml`."""
    return normpath(file.replace("\\", "/"))


def make_fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return 16 hexadecimal digits for each finding; of findings that are named alike, the first, the second …"""
    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for finding in findings:
        named = (finding.rule.code, normalise_name(finding.span.source.name), *finding.keys)
        seen[named] += 1
        text = "\0".join((*named, str(seen[named])))
        prints.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return prints
