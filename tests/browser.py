"""A browser for tests: a page as it is once its scripts have run."""

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def dom_of(page: Path) -> str:
    """The page's document, written out; pages beside it may be in its frames."""
    options = (
        "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking "
        "disable-component-update disable-sync hide-scrollbars allow-file-access-from-files"
    )
    return subprocess.run(  # noqa: S603
        [
            CHROMIUM,
            *(f"--{option}" for option in options.split()),
            f"--user-data-dir={page.parent / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
