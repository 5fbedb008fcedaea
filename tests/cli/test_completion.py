"""Shell completion, by the protocols that the scripts of bash and zsh speak."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SHOP
from .program import clean

NAMES = ["Toe Massager 5000", "Spa Slippers", "Nail Kit", "Feet Club"]


def completed(**env: str) -> str:
    done = subprocess.run([sys.executable, "-m", "ipp"], env=clean(env), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def bash(line: str, word: int, **env: str) -> list[str]:
    """Complete the word of this number, as the script of bash asks for it."""
    return completed(_IPP_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(word), **env).splitlines()


@pytest.mark.parametrize(
    ("line", "word", "found"),
    [
        ("ipp n", 1, ["next"]),
        ("ipp ru", 1, ["rule", "rules"]),
        ("ipp next --bought ", 3, NAMES),
        ("ipp next --bought Toe", 3, NAMES[:1]),
        ('ipp next --bought "Toe Ma', 3, NAMES[:1]),
        (r"ipp next --bought Toe\ Ma", 3, NAMES[:1]),
        ("ipp next --declined Spa", 3, NAMES[1:2]),
        ("ipp next --offered Nail", 3, NAMES[2:3]),
        ("ipp next --did ", 3, ["Routine video"]),
        ("ipp next --bought Bicycle", 3, []),
        ("ipp next --format ", 3, ["text", "json"]),
        ("ipp validate --format c", 3, ["concise"]),
        ("ipp rule no-r", 2, ["no-rest"]),
        ("ipp validate --select no-r", 3, ["no-rest"]),
        ("ipp validate --ignore IPP90", 3, ["IPP901", "IPP902"]),
        ("ipp rule IPP10", 2, ["IPP101", "IPP102", "IPP103", "IPP104"]),
    ],
)
def test_in_bash(shop: Path, line: str, word: int, found: list[str]) -> None:
    assert [each for each in bash(line, word) if each] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ipp next --bought Spa", "_arguments '*: :((\"Spa Slippers\"))'"),
        ('ipp next --bought "Toe M', "_arguments '*: :((\"Toe Massager 5000\"))'"),
        ("ipp next --did R", "_arguments '*: :((\"Routine video\"))'"),
        ("ipp next --bought Bicycle", "_files"),
    ],
)
def test_in_zsh(shop: Path, line: str, found: str) -> None:
    assert completed(_IPP_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line).strip() == found


def test_the_path_file_is_the_one_on_the_line(shop: Path) -> None:
    (shop / "other.yaml").write_text(SHOP.replace("Nail Kit", "Nail File"), encoding="utf-8")
    assert bash("ipp next --path other.yaml --bought Nail", 5) == ["Nail File"]
    assert bash("ipp next --bought Nail", 3, IPP_PATH="other.yaml") == ["Nail File"]


@pytest.mark.parametrize("content", [None, "", "products: [", "ipp: 2\n", "- a\n"])
def test_a_file_that_cannot_be_used_completes_nothing(shop: Path, content: str | None) -> None:
    file = shop / "paths" / "store.yaml"
    file.unlink()
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert [each for each in bash("ipp next --bought ", 3) if each] == []


def test_a_file_with_mistakes_still_completes(shop: Path) -> None:
    (shop / "paths" / "store.yaml").write_text(SHOP.replace("price: 22", "prise: 22"), encoding="utf-8")
    assert bash("ipp next --bought Nail", 3) == ["Nail Kit"]


def test_names_that_would_act_in_a_shell_are_not_offered(shop: Path) -> None:
    """The script of zsh evaluates what it is given; it escapes all but backslashes."""
    odd = [r'"x\e[31m"', r'"x\nrm"', r"'x\$(touch pwned)'", r'"x\u202E"', "'x `touch pwned`'"]
    products = "".join(f"  {name}: {{price: 1}}\n" for name in odd)
    (shop / "paths" / "store.yaml").write_text(
        SHOP.replace("products:\n", f"products:\n{products}"), encoding="utf-8"
    )
    assert bash("ipp next --bought x", 3) == ["x `touch pwned`"]
    zsh = completed(_IPP_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="ipp next --bought x")
    assert zsh.strip() == r"""_arguments '*: :(("x \`touch pwned\`"))'"""


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_script_for_bash_does_it_all(shop: Path) -> None:
    program = shop / "ipp"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m ipp \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    session = """
        PATH="$PWD:$PATH"
        source <(ipp --show-completion bash)
        COMP_WORDS=(ipp next --bought Spa) COMP_CWORD=3
        _ipp_completion ipp
        printf '%s|' "${COMPREPLY[@]}"
    """
    env = clean({"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    done = subprocess.run(["bash", "-c", session], env=env, capture_output=True, check=True)
    assert done.stdout.decode() == "Spa Slippers|"
