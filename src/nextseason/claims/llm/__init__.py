"""Reading with a language model: any OpenAI-compatible endpoint.

    with connect("http://localhost:8080/v1") as client:
        reader = ModelReader(client, model="some-model", fallback=read_claims)
        claims = reader(article)

What an endpoint says is never trusted: a claim is kept only if its quote stands in the article.
"""

from nextseason.claims.llm.endpoint import KEY_VARIABLE, connect
from nextseason.claims.llm.reader import ARTICLE_SECONDS, ModelReader
from nextseason.claims.llm.report import Prices, Report, told

__all__ = [
    "ARTICLE_SECONDS",
    "KEY_VARIABLE",
    "ModelReader",
    "Prices",
    "Report",
    "connect",
    "told",
]
