"""Articles and charts that come with the package, for its main job on one season."""

from datetime import date
from pathlib import Path

KAOS = Path(__file__).with_name("kaos.jsonl")
KAOS_CHARTS = Path(__file__).with_name("charts")
KAOS_UNDECIDED = date(2024, 9, 28)  # four lists were out, and nothing was decided
