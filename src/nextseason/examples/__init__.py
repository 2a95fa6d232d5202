"""Articles that come with the package, written for it around public facts."""

from pathlib import Path

KAOS = Path(__file__).with_name("kaos.jsonl")
