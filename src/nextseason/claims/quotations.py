"""What stands in quotation marks.

Text -> spans, in double marks only: single ones are apostrophes as well.
"""

import re
from collections.abc import Iterable

_DOUBLE = re.compile(r"[\"“”]")


def quotations(text: str, open_before: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """What stands in double quotation marks, and whether the last is still open.

    Examples
    --------
    >>> quotations('"No," she said. "Never.', False)
    (((0, 5), (16, 23)), True)
    """
    spans, start = [], 0 if open_before else -1
    for mark in _DOUBLE.finditer(text):
        opens = mark.group() == "“" or (mark.group() == '"' and start < 0)
        if opens and start < 0:
            start = mark.start()
        elif not opens and start >= 0:
            spans.append((start, mark.end()))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return tuple(spans), start >= 0


def inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= place < b for a, b in spans)
