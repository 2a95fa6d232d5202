"""Names of files, folders and patterns -> the paths of the files that they stand for.

The file system is asked what there is; no file is opened.
"""

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from nextseason.domain import Rejected

URL = re.compile(r"https?:/", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a source is an address of the web.

    Examples
    --------
    >>> is_address("HTTPS://example.org/season-2"), is_address("pages/https.html")
    (True, False)
    """
    return URL.match(name) is not None


def find_paths(name: str, suffixes: Sequence[str]) -> Iterator[str | Rejected]:
    """The files that a source names: itself, those in it, or those that match it.

    Those that are not named by themselves have one of the suffixes.
    """
    if is_address(name):
        yield Rejected(
            origin=name,
            reason="an address of the web is no file; give it to `nextseason read`, "
            "which gets pages",
        )
        return
    try:
        mode = os.stat(name).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _matches(name, suffixes)
    except OSError as fault:
        yield Rejected(origin=name, reason=reason_of(fault))
    else:
        yield from _folder(name, suffixes) if stat.S_ISDIR(mode) else iter((name,))


def _matches(pattern: str, suffixes: Sequence[str]) -> Iterator[str | Rejected]:
    if not glob.has_magic(pattern):
        yield Rejected(origin=pattern, reason="there is no such file or folder; check its name")
        return
    suffix = Path(pattern).suffix
    also = (suffix.lower(),) if suffix and not glob.has_magic(suffix) else ()
    found = False
    for path in sorted(glob.iglob(pattern, recursive=True)):
        if os.path.isfile(path) and path.lower().endswith((*suffixes, *also)):
            found = True
            yield path
    if not found:
        yield Rejected(
            origin=pattern,
            reason="no file that can be read matches this pattern; check it, or name a folder",
        )


def _folder(folder: str, suffixes: Sequence[str]) -> Iterator[str | Rejected]:
    found = False
    for path in _walk(folder, suffixes):
        found = True
        yield path
    if not found:
        yield Rejected(
            origin=folder,
            reason=f"the folder holds no file that can be read ({', '.join(suffixes)})",
        )


def _walk(folder: str, suffixes: Sequence[str]) -> Iterator[str | Rejected]:
    faults: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=faults.append):
        shown = sorted(name for name in names if not name.startswith("."))
        pages = {Path(name).stem for name in shown if name.lower().endswith((".html", ".htm"))}
        # "page_files" beside "page.html" is what browsers save with it: frames and adverts.
        companions = {f"{page}_files" for page in pages}
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in companions)
        for name in shown:
            path = os.path.join(parent, name)
            if name.lower().endswith(tuple(suffixes)) and os.path.isfile(path):
                yield path
    for fault in faults:
        yield Rejected(origin=str(fault.filename), reason=reason_of(fault))


def reason_of(fault: OSError) -> str:
    """Why a file could not be read, and what to do."""
    if isinstance(fault, PermissionError):
        return "permission denied; make it readable for your account"
    return f"it cannot be read ({fault.strerror or fault}); check the file and its disk"
