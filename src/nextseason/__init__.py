"""Will there be another season, when, and with whom?

`read` turns articles into claims, `weigh` claims into findings, `brief` findings into the
dossier of one season.  The nouns are in `nextseason.domain`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nextseason.flow import Reading, brief, read, weigh

__all__ = ["Reading", "brief", "read", "weigh"]


def __getattr__(name: str) -> object:
    # Loaded when first asked for, so that `nextseason --help` answers at once.
    if name in __all__:
        from nextseason import flow

        return getattr(flow, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
