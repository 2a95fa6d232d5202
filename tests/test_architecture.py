"""The steps import the nouns, never each other; only the joints see everything."""

import ast
from pathlib import Path

import pytest

import nextseason

PACKAGE = Path(nextseason.__file__).parent
STEPS = ("articles", "claims", "truth", "viewing", "dossier", "forecast", "decision")
SHARED = {"domain", "errors", "markup", "titles", "wire"}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_imports_no_other_step(step):
    for path in (PACKAGE / step).rglob("*.py"):
        foreign = {m for m in _imported(path) if m not in SHARED | {step}}
        assert not foreign, f"{path.relative_to(PACKAGE)} imports {foreign}"


@pytest.mark.parametrize("path", [PACKAGE / "errors.py", *(PACKAGE / "domain").glob("*.py")])
def test_the_nouns_import_nothing_of_the_steps(path):
    assert _imported(path) <= {"domain", "errors"}


def _imported(path: Path) -> set[str]:
    """The first part below `nextseason` of each module that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    modules += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    return {m.split(".")[1] for m in modules if m.startswith("nextseason.")}
