"""The exceptions that nextseason raises, drawn once.

    NextSeasonError
    ├── InputError (a ValueError)   names the input and the remedy
    ├── FetchError                  a page was not got: carries url, status, attempt
    └── WorkerError                 a process that read articles has ended or failed

Disagreeing sources are no error: they give a `Finding` with the verdict `disputed`.
"""


class NextSeasonError(Exception):
    """Whatever nextseason raises on purpose."""


class InputError(NextSeasonError, ValueError):
    """An input that cannot be used; the message names it and says what would do."""


class FetchError(NextSeasonError):
    """A request brought no page.

    `status` is the HTTP status, None where there was no response; `attempt` counts from 1.
    `passing` is what may be over at the next try; `refused` is what we did not want.
    """

    def __init__(
        self,
        reason: str,
        *,
        url: str,
        status: int | None = None,
        attempt: int = 1,
        passing: bool = False,
        refused: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.url, self.status, self.attempt = reason, url, status, attempt
        self.passing, self.refused = passing, refused


class WorkerError(NextSeasonError):
    """A process that read articles has ended or failed; names the articles it had."""
