"""A part of a dossier that another stage made: a forecast, a decision.

Annex -> its place on the page, in the JSON and in the terminal.  The dossier changes nothing
in it: what stands in its HTML was escaped by whoever made it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import RenderableType

from nextseason.wire import Json

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Annex:
    """One part, in the three forms of a dossier."""

    name: str  # its key in JSON
    anchor: str  # the id of its section; topics of findings have theirs, such as "decision"
    title: str
    html: str
    style: str
    script_hash: str | None  # of the one script in `html`; None: there is none
    document: Json
    text: RenderableType


def policy(annexes: Iterable[Annex]) -> str:
    """The page's content security policy: nothing runs but the scripts that are named.

    >>> policy([])
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    """
    hashes = [f"'{annex.script_hash}'" for annex in annexes if annex.script_hash]
    return f"{POLICY}; script-src {' '.join(hashes)}" if hashes else POLICY
