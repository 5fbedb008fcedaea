"""What a shop has settled once: `[tool.ipp]` of the nearest pyproject.toml, or .ipp.toml."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ipp.errors import RequestError, refuse_file
from ipp.text.suggest import Suggester

NAMES = (".ipp.toml", "pyproject.toml")
"""Where settings stand; in one folder the first that has them counts."""
_SIGNS = (b"tool.ipp", b"[tool]", b"tool=")
"""How a pyproject.toml can begin to speak of ipp, blanks and quotes left out."""


class BadSetting(ValueError):
    """A setting of the wrong kind; says what it takes."""


class SettingKey(NamedTuple):
    """One setting: what it is for, its value where nobody says any, and its reader, which raises Bad."""

    name: str
    doc: str
    default: Any
    read: Callable[[Any], Any]


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise BadSetting("takes a text")
    return value


def _read_words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadSetting("takes a list of texts")
    return tuple(value)


def _read_depth(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 6:
        raise BadSetting("takes a number from 1 to 6")
    return value


def _read_days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 365:
        raise BadSetting("takes a number of days from 1 to 365")
    return value


def _read_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadSetting("takes a number from 1 on")
    return value


def _read_count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise BadSetting("takes a number from 1 to 1000")
    return value


def _read_format(value: Any) -> str:
    from ipp.render.findings import FORMATS  # read when somebody says one

    return _read_one_of(*FORMATS)(value)


def _read_one_of(*words: str) -> Callable[[Any], str]:
    def read_choice(value: Any) -> str:
        if value not in words:
            near = Suggester().find_nearest(value, words) if isinstance(value, str) else None
            hint = f"; did you mean `{near}`?" if near else ""
            raise BadSetting(f"takes one of {', '.join(words)}{hint}")
        return str(value)

    return read_choice


FAIL_ON = ("error", "warning", "info", "never")

KEYS = {
    key.name: key
    for key in (
        SettingKey("path", "The path file of commands that are about one store.", None, _read_text),
        SettingKey("select", "The rules that `validate` checks.", ("all",), _read_words),
        SettingKey("ignore", "The rules that it leaves out.", (), _read_words),
        SettingKey("fail-on", "The least severity that makes it fail.", "warning", _read_one_of(*FAIL_ON)),
        SettingKey("format", "How it prints findings.", "full", _read_format),
        SettingKey("baseline", "The file of findings that it starts with.", None, _read_text),
        SettingKey("depth", "How many purchases it looks for stranded customers.", 2, _read_depth),
        SettingKey("longest-silence", "How many days a customer may hear nothing (IPP212).", 60, _read_days),
        SettingKey(
            "price-jump", "How many times what was bought an offer may cost (IPP308).", 5, _read_count
        ),
        SettingKey(
            "offers-in-a-row",
            "How many offers may stand in a row with no touch between (IPP401).",
            3,
            _read_count,
        ),
        SettingKey("customers-per-month", "How many customers buy in a month (IPP503).", None, _read_number),
    )
}
_FILES = ("path", "baseline")  # meant relative to the file that says so


class Setting(NamedTuple):
    """A value, and who says so."""

    value: Any
    origin: str


def read_settings(folder: Path) -> dict[str, Setting]:
    """Return every setting that holds in a folder.

    Raises RequestError for a file that cannot be read, an unknown key, or a value of the wrong kind.
    """
    found = {key.name: Setting(key.default, "default") for key in KEYS.values()}
    file, said = _find_nearest_file(folder)
    for name, value in said.items():
        found[name] = Setting(_read_value(file, name, value), _show_file_name(file))
    if os.environ.get("IPP_PATH"):
        found["path"] = Setting(os.environ["IPP_PATH"], "IPP_PATH")
    return found


def read_setting(name: str) -> Any:
    """Return the value of a setting in the working folder."""
    return read_settings(Path.cwd())[name].value


def _find_nearest_file(folder: Path) -> tuple[Path, dict[str, Any]]:
    for each in (folder, *folder.parents):
        for name in NAMES:
            file = each / name
            said = _read_file_settings(file) if file.is_file() else None
            if said is not None:
                return file, said
    return folder, {}


def _read_file_settings(file: Path) -> dict[str, Any] | None:
    """Return the settings in a file; None when it has none."""
    try:
        text = file.read_bytes()
    except OSError as error:
        raise refuse_file(file, error) from None
    if file.name == "pyproject.toml" and not _may_hold_settings(text):
        return None  # most are somebody else's: spare the parser
    import tomllib

    try:
        table = tomllib.loads(text.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError(f"{_show_file_name(file)}: {error}") from None
    if file.name == ".ipp.toml":
        return table
    tools = table.get("tool", {})
    found = tools.get("ipp") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise RequestError(
            f"{_show_file_name(file)}: `tool.ipp` is not a table", "write the settings below `[tool.ipp]`"
        )
    return found


def _may_hold_settings(text: bytes) -> bool:
    """Whether a pyproject.toml may have a table `tool.ipp`, in any way of writing it."""
    plain = text.translate(None, b" \t\"'")
    return b"ipp" in text and any(sign in plain for sign in _SIGNS)


def _read_value(file: Path, name: str, value: Any) -> Any:
    key = KEYS.get(name)
    if key is None:
        near = Suggester().find_nearest(name, KEYS)
        hint = f"did you mean `{near}`?" if near else "the settings are " + ", ".join(KEYS)
        if file.name == ".ipp.toml" and name == "tool":
            hint = "in .ipp.toml, write the settings at the top, without `[tool.ipp]`"
        raise RequestError(f"{_show_file_name(file)}: there is no setting `{name}`", hint)
    try:
        found = key.read(value)
    except BadSetting as bad:
        raise RequestError(f"{_show_file_name(file)}: `{name}` {bad}") from None
    return os.path.relpath(file.parent / found) if name in _FILES else found


def _show_file_name(file: Path) -> str:
    """Return a file's name as people in the working folder say it."""
    return os.path.relpath(file)
