"""Everything known of one season -> Dossier, and the dossier as page, JSON and terminal text.

    findings, contradictions, articles ──assemble_dossier──▶ Dossier ──render_*──▶ text

Pure: no network, no clock, nothing is written.
"""

from nextseason.dossier.annex import Annex
from nextseason.dossier.as_json import render_json
from nextseason.dossier.assemble import assemble_dossier
from nextseason.dossier.page import render_html
from nextseason.dossier.terminal import render_text

__all__ = ["Annex", "assemble_dossier", "render_html", "render_json", "render_text"]
