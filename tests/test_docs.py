"""The commands that README and docs show are commands, with options that they have."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from nextseason.cli import app

ROOT = Path(__file__).parents[1]
COMMANDS = typer.main.get_command(app).commands
SHOWN = re.compile(r"^(?:    |\$ )(nextseason (?:.*\\\n)*.*)$", re.MULTILINE)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def shown() -> list[str]:
    """Every command that is shown, on one line; what may be left out of it stands in it."""
    found = [line for page in PAGES for line in SHOWN.findall(page.read_text("utf-8"))]
    return [re.sub(r"\\\n|[\[\]]", "", line) for line in found]


def test_commands_are_shown():
    assert len(shown()) > 40
    named = {line.split()[1] for line in shown()}
    assert not COMMANDS.keys() - named - {"demo"}  # `./dev demo` runs it


@pytest.mark.parametrize("line", shown())
def test_what_is_shown_is_there(line):
    _, name, *words = shlex.split(line, comments=True)
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    known |= {option for parameter in COMMANDS[name].params for option in parameter.secondary_opts}
    asked = {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}
    assert asked <= known | {"--help"}
