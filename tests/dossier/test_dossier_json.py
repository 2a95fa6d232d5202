"""The JSON document: its schema, its links, its snapshot."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from dossier_samples import SAMPLES
from rich_dossier import rich

from nextseason.dossier import render_json
from nextseason.wire import claim_from_json

SCHEMA = json.loads((files("nextseason.dossier") / "dossier.schema.json").read_text("utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "dossier.md"


@pytest.fixture(params=SAMPLES)
def document(request):
    return json.loads(render_json(SAMPLES[request.param]()))


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_documents_keep_to_the_schema(document):
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(document)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["renewal"].update(answer="perhaps"),
        lambda d: d["claims"][0].update(certainty="sure"),
        lambda d: d["claims"][0].update(value={}),
        lambda d: d["articles"][0].update(published="yesterday"),
        lambda d: d.pop("headline"),
    ],
    ids=["answer", "certainty", "value", "published", "headline"],
)
def test_the_schema_notices(spoil):
    document = json.loads(render_json(rich()))
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_every_id_resolves_and_every_claim_stands_once(document):
    claims = [claim["id"] for claim in document["claims"]]
    assert len(claims) == len(set(claims))
    named = {
        claim_id
        for finding in (document["renewal"], *document["findings"])
        for claim_id in finding["support"] + finding["against"]
    } | {pair[side] for pair in document["contradictions"] for side in ("first", "second")}
    assert named == set(claims)
    articles = {article["id"] for article in document["articles"]}
    assert {claim["article"] for claim in document["claims"]} == articles


def test_claims_can_be_read_back(document):
    for claim in document["claims"]:
        assert claim_from_json(claim).id == claim["id"]


def test_half_a_character_can_be_written():
    dossier = SAMPLES["empty"]()
    object.__setattr__(dossier, "show", "Winter \ud83d")
    text = render_json(dossier)
    assert json.loads(text.encode().decode())["show"] == "Winter \ud83d"


def test_the_docs_name_every_field():
    docs = DOCS.read_text("utf-8")
    fields = set(SCHEMA["properties"])
    for part in ("finding", "claim", "contradiction", "article"):
        fields |= set(SCHEMA["$defs"][part]["properties"])
    assert {field for field in fields if f"`{field}`" not in docs} == set()


def test_snapshot(snapshot):
    assert render_json(rich()) == snapshot
