"""Bytes -> text, or a reason why they are none."""

import codecs

from nextseason.errors import InputError

# The four-byte mark of UTF-32 begins like that of UTF-16, so it stands first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As browsers take them: pages that say the first are mostly in the second, which holds it.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
MAX_BAD_SHARE = 0.1  # of the letters beyond ASCII; a page of many hands may hold a few bad bytes
REMEDY = "save it as UTF-8"
GUESS_FROM_BYTES = 100_000  # enough for a guess; guessing from megabytes takes seconds


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, as UTF-8, as declared, or as guessed.

    Raises
    ------
    InputError
        It is empty, binary, or in no encoding that can be told.

    Examples
    --------
    >>> decode("Staffel 2 für Mai".encode("utf-16"))
    'Staffel 2 für Mai'
    """
    if not data.strip():
        raise InputError("it is empty; give a file that holds an article")
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    if marked:
        return _strictly(data, marked)
    if b"\0" in data:
        raise InputError(f"it is binary (holds NUL bytes), not text; {REMEDY} text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        known = _known(declared)
        return _declared(data, known) if known else _nearly_utf8(data) or _guessed(data)


def _declared(data: bytes, encoding: str) -> str:
    """By the wider encoding first; as it is said to be where that does not fit."""
    try:
        return data.decode(WIDER.get(encoding, encoding))
    except UnicodeDecodeError:
        return _strictly(data, encoding)


def _nearly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    n_bad = text.count("\ufffd")
    n_beyond = len(text) - sum(map(str.isascii, text))
    return text if n_bad <= MAX_BAD_SHARE * n_beyond else None


def _guessed(data: bytes) -> str:
    return _strictly(data, _guess(data))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise InputError(
            f"it is not valid {encoding} (byte {fault.start + 1}: {fault.reason}); {REMEDY}"
        ) from fault


def _known(encoding: str | None) -> str | None:
    """The name if it is an encoding of text that is known here and is not UTF-8."""
    try:
        name = codecs.lookup(encoding or "").name
        "".encode(name)  # refuses the codecs that are no text encodings, such as rot13
    except (LookupError, ValueError):
        return None
    # Pages that say so and are not are common; the guess is better than a refusal.
    return None if name == "utf-8" else name


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESS_FROM_BYTES]).best()
    if best is None:
        raise InputError(f"its encoding cannot be told; {REMEDY}")
    return best.encoding
