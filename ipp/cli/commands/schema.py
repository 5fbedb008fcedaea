"""`ipp schema`: what a path file may hold, told to editors."""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import MADE
from ipp.cli.jobs.schema import print_schema


def run_schema(
    part: Annotated[
        bool, typer.Option("--part", help="Print the schema of a file that a path file includes.")
    ] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="Print the schema of story files (*.test.yaml) for `ipp test`.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write it to this file; an older one of ipp's is replaced."
        ),
        MADE,
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace any existing file.")] = False,
) -> None:
    """Print the JSON Schema of path files, for completion and checks in editors.

    The first line of a path file names its schema, for editors that use yaml-language-server (VS Code, Neovim and many others):
    `# yaml-language-server: $schema=path.schema.json`. This is a file beside it, or a relative path. `ipp init` writes both. After
    an upgrade of ipp, `ipp schema --output paths/path.schema.json` brings the schema up to date.
    """
    print_schema(output, part=part, stories=stories, force=force)
