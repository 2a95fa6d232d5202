"""The commands as a user runs them: real files, real processes, exit statuses."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import jsonschema
import pytest

from nextseason.decision.page import script_hash
from nextseason.examples import KAOS, KAOS_CHARTS

COMMAND = Path(sys.executable).with_name("nextseason")
GOOD = "The Long Winter season 2\n\nHalcyon has cancelled The Long Winter after one season.\n"


def run(*arguments: str, stdin: str = "", folder: Path | None = None):
    return subprocess.run(  # noqa: S603
        [COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        check=False,
        timeout=180,  # a busy machine takes its time
    )


def in_shell(line: str):
    return subprocess.run(  # noqa: S602
        line, shell=True, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def articles(tmp_path):
    (tmp_path / "winter.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_help_has_examples():
    for command in ("brief", "read", "findings", "demo"):
        result = run(command, "--help")
        assert result.returncode == 0
        assert "Example:" in result.stdout


def test_read_writes_one_claim_a_line(articles):
    result = run("read", str(articles))
    assert result.returncode == 0
    text = GOOD.split("\n\n", 1)[1].strip()
    claims = lines(result)
    assert {"article", "show", "season", "topic", "value", "certainty", "by", "quote"} < set(
        claims[0]
    )
    for claim in claims:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert "negated" not in claim or claim["negated"] is True
    assert ("The Long Winter", 2, {"status": "cancelled"}) in [
        (c["show"], c["season"], c["value"]) for c in claims
    ]


def test_read_takes_standard_input():
    result = run("read", "-", stdin=GOOD)
    assert result.returncode == 0
    assert lines(result)


def test_read_as_a_table(articles):
    result = run("read", str(articles), "--format", "table")
    assert "cancelled" in result.stdout


def test_a_broken_input_is_named_and_the_others_are_still_read(articles):
    (articles / "empty.html").write_text("", encoding="utf-8")
    missing = articles / "missing.txt"
    result = run("read", str(articles), str(missing))
    assert result.returncode == 1
    assert "empty.html" in result.stderr
    assert "missing.txt" in result.stderr
    assert lines(result)


PAGE = b"""<!doctype html><html lang="en"><head><title>Tidewater renewed</title></head><body>
<article><h1>Tidewater renewed</h1><p>Tidewater has been renewed for a second season, Skylark
said on Monday. The harbour drama will return with eight new episodes next spring.</p>
<p>Filming starts in May, and the whole cast is expected to be back for the new season.</p>
</article></body></html>"""


@pytest.fixture
def site():
    """A site on this machine with one article, and a feed that lists it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed = f"""<rss version="2.0"><channel><title>Reel</title><item><title>Tidewater</title>
            <link>{address}/tidewater</link><pubDate>Mon, 01 Mar 2027 09:00:00 GMT</pubDate>
            </item></channel></rss>""".encode()
            pages = {"/tidewater": PAGE, "/feed": feed}
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            kind = "application/rss+xml" if self.path == "/feed" else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def test_an_address_of_this_machine_is_refused_unless_allowed(site, tmp_path):
    result = run("read", f"{site}/tidewater", "--cache", str(tmp_path))
    assert result.returncode == 1
    assert "1 refused" in result.stderr
    allowed = run("read", f"{site}/tidewater", "--cache", str(tmp_path), "--allow-private")
    assert {claim["show"] for claim in lines(allowed)} == {"Tidewater"}
    assert "1 got" in allowed.stderr


def test_a_feed_leads_to_its_articles_and_a_second_run_asks_nobody(site, tmp_path):
    options = ("--feed", f"{site}/feed", "--allow-private", "--rate", "50")
    first = run("read", *options, "--cache", str(tmp_path))
    again = run("read", *options, "--cache", str(tmp_path))
    assert lines(first) == lines(again) != []
    assert "1 got before, not asked for again" in again.stderr


def test_no_source_is_wrong_usage():
    result = run("read")
    assert result.returncode == 2
    assert "no articles are named" in result.stderr


def test_findings_are_one_line_per_question(articles):
    found = lines(run("findings", str(articles)))
    (renewal,) = [f for f in found if f["topic"] == "renewal"]
    assert (renewal["show"], renewal["season"]) == ("The Long Winter", 2)
    assert renewal["answer"] == "cancelled"
    assert 0 <= renewal["probability"] <= 1
    claims = {c["id"] for c in lines(run("read", str(articles)))}
    assert set(renewal["support"]) <= claims
    questions = [(f["show"], f["season"], f["topic"], f["about"]) for f in found]
    assert len(questions) == len(set(questions))


def test_brief_matches_the_show_loosely_and_picks_the_season(articles):
    result = run("brief", "long winter", str(articles))
    assert result.returncode == 0
    assert "The Long Winter" in result.stdout
    assert "season 2" in result.stdout


def test_brief_of_an_unknown_show_names_the_known_ones(articles):
    result = run("brief", "Copper Line", str(articles))
    assert result.returncode == 1
    assert "The Long Winter" in result.stderr


def test_brief_as_json_keeps_to_the_schema(articles):
    schema = Path(sys.modules["nextseason"].__file__).parent / "dossier/dossier.schema.json"
    result = run("brief", "long winter", str(articles), "--format", "json")
    jsonschema.validate(json.loads(result.stdout), json.loads(schema.read_text("utf-8")))


def test_brief_writes_a_page(articles):
    page = articles / "page.html"
    result = run("brief", "long winter", str(articles), "--format", "html", "-o", str(page))
    assert result.returncode == 0
    assert page.read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_wrong_usage(articles):
    result = run("brief", "long winter", str(articles), "-o", str(articles / "no" / "page"))
    assert result.returncode == 2
    assert "cannot write" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "kaos", str(KAOS), "--as-of", "soon"),
        ("brief", "kaos", str(KAOS), "--season", "0"),
        ("brief", "kaos"),
        ("read", str(KAOS), "--format", "xml"),
        ("nonsense",),
    ],
)
def test_wrong_usage_exits_with_2(arguments):
    assert run(*arguments).returncode == 2


def test_as_of_counts_only_what_was_out_by_then():
    before = lines(run("findings", str(KAOS), "--as-of", "2024-10-01"))
    after = lines(run("findings", str(KAOS), "--as-of", "2024-12-01"))

    def answer(found):
        (renewal,) = [
            f for f in found if f["topic"] == "renewal" and f["show"] == "KAOS" and f["season"] == 2
        ]
        return renewal["answer"]

    assert answer(before) == "pending"
    assert answer(after) == "cancelled"


def test_the_demo_prints_the_brief_and_says_where_the_page_is(tmp_path):
    result = run("demo", folder=tmp_path)
    assert result.returncode == 0
    assert "KAOS" in result.stdout
    page = tmp_path / "nextseason-demo.html"
    assert str(page) in result.stdout.replace("\n", "")
    text = page.read_text("utf-8")
    assert text.count("<script>") == 1  # the what-if's, by its hash
    assert f"script-src '{script_hash()}'" in text
    for part in ('id="forecast"', 'id="worth"'):
        assert part in text
    assert "chance" in result.stdout
    assert "What it hangs on" in result.stdout
    assert result.stderr == ""


def test_a_brief_with_charts_has_a_forecast_and_with_a_cost_a_decision():
    schema = Path(sys.modules["nextseason"].__file__).parent / "dossier/dossier.schema.json"
    words = ("brief", "kaos", str(KAOS), "--season", "2", "--viewing", str(KAOS_CHARTS))
    day = ("--as-of", "2024-09-28", "--format", "json")
    told = json.loads(run(*words, "--cost", "6e6..12e6", *day).stdout)
    jsonschema.validate(told, json.loads(schema.read_text("utf-8")))
    assert (told["forecast"]["season"], told["decision"]["season"]) == (1, 2)
    assert "decision" not in json.loads(run(*words, *day).stdout)


def test_a_brief_of_a_show_without_charts_goes_without_a_forecast(articles):
    result = run("brief", "long winter", str(articles), "--viewing", str(KAOS_CHARTS))
    assert result.returncode == 0
    assert "goes without a forecast" in result.stderr
    assert run("brief", "long winter", str(articles), "--cost", "5e6").returncode == 2


def test_an_output_never_destroys_an_input(articles):
    source = articles / "winter.txt"
    result = run("read", str(source), "-o", str(source))
    assert result.returncode == 2
    assert "also an input" in result.stderr
    assert source.read_text("utf-8") == GOOD


def test_a_failed_run_leaves_no_half_file(articles):
    kept = articles / "kept.json"
    kept.write_text("precious", encoding="utf-8")
    run("brief", "copper line", str(articles / "winter.txt"), "--format", "json", "-o", str(kept))
    assert kept.read_text("utf-8") == "precious"


def test_markup_in_a_text_is_text(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("The Long Winter was [/b] [red]renewed[/red] for season 2.", encoding="utf-8")
    result = run("read", str(page), "--format", "table")
    assert result.returncode == 0
    assert "[red]renewed" in result.stdout.replace("\n", "")


def test_a_full_disk_and_a_closed_pipe_end_without_a_trace():
    full = subprocess.run(  # noqa: S602
        f"{COMMAND} read {KAOS} > /dev/full",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1
    assert full.stderr.startswith("nextseason: cannot write")
    closed = in_shell(f"{COMMAND} read {KAOS} | head -1")
    assert "Traceback" not in closed.stderr


def test_nothing_found_is_said(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Hello.", encoding="utf-8")
    result = run("read", str(page))
    assert (result.returncode, result.stdout) == (1, "")
    assert "no claim found" in result.stderr


def test_the_version_is_printed():
    assert run("--version").stdout.startswith("nextseason 0.")


def test_sources_tell_what_was_learned(articles):
    table = run("sources", str(KAOS))
    assert table.returncode == 0
    assert "noise" in table.stdout
    (first, *_) = lines(run("sources", str(KAOS), "--format", "jsonl"))
    assert first["noise"]["low"] <= first["noise"]["mean"] <= first["noise"]["high"]


def test_findings_are_explained_claim_by_claim():
    result = run("findings", str(KAOS), "--explain")
    assert result.returncode == 0
    assert "log-odds" in result.stdout


def test_copies_are_named_with_the_one_that_is_kept(tmp_path):
    story = "Halcyon has cancelled The Long Winter after one season, the streamer said. " * 9
    original = {"id": "a", "text": story, "published": "2027-03-01", "site": "a.example"}
    copy = {"id": "b", "text": f"{story} Read more.", "published": "2027-03-02"}
    other = {"id": "c", "text": "Tidewater will be back with eight episodes. " * 20}
    file = tmp_path / "all.jsonl"
    file.write_text("\n".join(json.dumps(a) for a in (copy, other, original)), "utf-8")
    (group,) = lines(run("copies", str(file)))
    assert group["kept"]["id"] == "a"
    assert [one["id"] for one in group["copies"]] == ["b"]


def test_a_plain_table_of_claims_is_weighed_against_gold(tmp_path):
    claims, gold = tmp_path / "claims.tsv", tmp_path / "gold.tsv"
    rows = [f"{s}\to{i}\t{i if s != 'c' else i + 1}" for i in range(30) for s in "abc"]
    claims.write_text("\n".join(["source\tobject\tvalue", *rows]), "utf-8")
    gold.write_text("\n".join(["object\tvalue", *(f"o{i}\t{i}" for i in range(30))]), "utf-8")
    first, *_ = run("weigh", str(claims), "--gold", str(gold)).stdout.splitlines()
    assert first == "nextseason\t1.0000\tof 30 objects"
    assert "o7\t7\t" in run("weigh", str(claims)).stdout
    assert "o7: 7 rather than " in run("weigh", str(claims), "--explain", "o7").stdout
    broken = run("weigh", str(gold))
    assert broken.returncode == 1
    assert "no column source" in broken.stderr
