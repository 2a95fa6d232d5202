"""The surroundings in which a user's commands run."""

import os


def as_installed() -> dict[str, str]:
    """This process's, but modules are compiled once and not in every run."""
    surroundings = dict(os.environ)
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    return surroundings
