"""Files as a git revision has them: read by git, never checked out."""

import re
import subprocess
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.loading import MOST_BYTES, Store, UnreadFile, decode_content, load_store
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.visible import shorten_text

_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_BRANCH = re.compile(r"\w[\w./-]*", re.ASCII)


class Revision(NamedTuple):
    """A commit of the repository that holds a folder, as somebody calls it."""

    root: Path
    name: str

    def label_file(self, file: str) -> str:
        """Return what a file of this revision is called in reports: `main:paths/store.yaml`."""
        return f"{self.name}:{file}"

    def drop_label(self, label: str) -> str:
        """Return the name of a file from what it is called in reports."""
        return label.removeprefix(self.label_file(""))

    def find_name(self, file: str) -> str:
        """Return the name of a file of the working folder from the root of the repository; raises RequestError for one outside."""
        try:
            return Path(file).resolve().relative_to(self.root).as_posix()
        except ValueError:
            raise RequestError(f"{file} lies outside the git repository {self.root}") from None


def find_revision(text: str, folder: Path) -> Revision:
    """Return the revision that a text names in the repository of a folder.

    Raises RequestError where there is no repository, or no such revision in it: a shallow clone has few.
    """
    said = shorten_text(text)
    found = _run_git(folder, "rev-parse", "--show-toplevel")
    if found is None:
        raise RequestError(
            f"{said!r} is not a file here", "git revisions can be named only in a git repository"
        )
    root = Path(found.decode("utf-8", "surrogateescape").rstrip("\n"))
    if (
        text.startswith("-")
        or _run_git(root, "rev-parse", "--quiet", "--verify", f"{text}^{{commit}}") is None
    ):
        if (_run_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
            raise RequestError(
                f"there is no revision {said!r} in this shallow clone",
                f"fetch it with `{_write_fetch(said)}`, or clone with `fetch-depth: 0`",
            )
        raise RequestError(
            f"{said!r} is neither a file here nor a revision that git knows",
            "`git log` and `git branch -a` show the revisions",
        )
    return Revision(root, text)


def _write_fetch(revision: str) -> str:
    """Return the command that brings a branch to a shallow clone under the name that was said, or everything where it may be no branch."""
    if _COMMIT.fullmatch(revision) or not _BRANCH.fullmatch(revision):
        return "git fetch --unshallow"
    branch = revision.removeprefix("origin/")
    return f"git fetch --depth=1 origin {branch}:refs/{'heads' if branch == revision else 'remotes/origin'}/{branch}"


def read_revision(revision: Revision, file: str) -> bytes | None:
    """Return what a revision has in a file, named from the root of the repository; None where it has no such file."""
    return _run_git(revision.root, "cat-file", "blob", f"{revision.name}:{file}")


def list_revision_files(revision: Revision, folder: str) -> list[str]:
    """Return the files of a folder in a revision, both named from the root of the repository."""
    under = [] if folder in ("", ".") else [f"{folder}/"]
    listed = _run_git(
        revision.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", revision.name, "--", *under
    )
    return [each.decode("utf-8", "surrogateescape") for each in (listed or b"").split(b"\0") if each]


def find_former_name(revision: Revision, file: str, other: Revision | None = None) -> str | None:
    """Return what a file was called in a revision from which it was renamed since; None where git sees no renaming."""
    until = [other.name] if other else []
    listed = _run_git(
        revision.root, "diff", "--no-ext-diff", "-M", "-z", "--name-status", "--diff-filter=R", revision.name, *until, "--"
    )  # fmt: skip
    parts = [each.decode("utf-8", "surrogateescape") for each in (listed or b"").split(b"\0")]
    renamed = dict(zip(parts[2::3], parts[1::3], strict=False))
    return renamed.get(file)


def load_revision_store(revision: Revision, file: str) -> Store | UnreadFile:
    """Read the store of a file as a revision has it, and the files that it includes, which cannot lie outside its folder.

    Raises RequestError when the revision has no such file.
    """
    content = read_revision(revision, file)
    if content is None:
        raise RequestError(f"{revision.name} has no {file} to compare with")
    label = revision.label_file(file)
    source = decode_content(label, content[:MOST_BYTES])
    if isinstance(source, Finding):
        return UnreadFile(source.span.source, (source,))
    folder = PurePosixPath(file).parent

    def open_included(owner: Source, name: str) -> Source:
        here = PurePosixPath(revision.drop_label(owner.name)).parent
        wanted = normpath(str(here / name))
        if PurePosixPath(name).is_absolute() or not PurePosixPath(wanted).is_relative_to(folder):
            raise ValueError("it lies outside the folder of the main file")
        held = read_revision(revision, wanted)
        if held is None:
            raise FileNotFoundError(2, "No such file or directory", wanted)
        found = decode_content(revision.label_file(wanted), held[:MOST_BYTES])
        if isinstance(found, Finding):
            raise ValueError(found.message)
        return found

    return load_store(source, open_included)


def _run_git(folder: Path, *words: str) -> bytes | None:
    """Return what git prints; None where it refuses. Raises RequestError where there is no git."""
    try:
        done = subprocess.run(("git", "-C", str(folder), *words), capture_output=True, check=False)
    except FileNotFoundError:
        raise RequestError("git is not installed, and git reads the revisions") from None
    except ValueError:  # a zero byte in a name
        return None
    return done.stdout if done.returncode == 0 else None
