"""The dossier as one JSON document.

Dossier -> str.  Pure.  The form is fixed by `dossier.schema.json`, which is shipped beside
this module; docs/dossier.md explains it.
"""

import json
from collections.abc import Sequence

from nextseason.domain import Article, Contradiction, Dossier
from nextseason.dossier.annex import Annex
from nextseason.dossier.contents import claims_of
from nextseason.wire import Json, claim_to_json, finding_to_json

# Raised when a reader of the old form could misread the new one.
VERSION = 1


def render_json(dossier: Dossier, annexes: Sequence[Annex] = ()) -> str:
    """The whole dossier; every claim stands once and is named elsewhere by its id.

    Examples
    --------
    >>> from datetime import date
    >>> from nextseason.dossier import assemble_dossier
    >>> dossier = assemble_dossier(
    ...     show="The Long Winter",
    ...     season=3,
    ...     as_of=date(2020, 3, 1),
    ...     findings=[],
    ...     contradictions=[],
    ...     articles={},
    ... )
    >>> json.loads(render_json(dossier))["renewal"]["verdict"]
    'unknown'
    """
    document: Json = {
        "version": VERSION,
        "show": dossier.show,
        "season": dossier.season,
        "as_of": dossier.as_of.isoformat(),
        "headline": dossier.headline,
        "renewal": finding_to_json(dossier.renewal),
        "findings": [finding_to_json(finding) for finding in dossier.findings],
        "claims": [claim_to_json(claim) for claim in claims_of(dossier)],
        "contradictions": [_contradiction(pair) for pair in dossier.contradictions],
        "articles": [_article(article) for article in dossier.articles.values()],
        "left_out": [{"origin": r.origin, "reason": r.reason} for r in dossier.left_out],
        **{annex.name: annex.document for annex in annexes},
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    # Half a character, which UTF-8 cannot hold, stands as the escape that JSON has for it.
    return text.encode("utf-8", "backslashreplace").decode()


def _contradiction(pair: Contradiction) -> Json:
    question = pair.question
    return {
        "question": {
            "show": question.show,
            "season": question.season,
            "topic": question.topic.value,
            "about": question.about,
        },
        "note": pair.note,
        "first": pair.first.id,
        "second": pair.second.id,
    }


def _article(article: Article) -> Json:
    return {
        "id": article.id,
        "title": article.title,
        "site": article.site,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
    }
