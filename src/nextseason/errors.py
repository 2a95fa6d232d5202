"""The exceptions that nextseason raises, drawn once.

    NextSeasonError
    ├── InputError (a ValueError)   names the input and the remedy
    └── WorkerError                 a process that read articles has ended or failed

Disagreeing sources are no error: they give a `Finding` with the verdict `disputed`.
"""


class NextSeasonError(Exception):
    """Whatever nextseason raises on purpose."""


class InputError(NextSeasonError, ValueError):
    """An input that cannot be used; the message names it and says what would do."""


class WorkerError(NextSeasonError):
    """A process that read articles has ended or failed; names the articles it had."""
