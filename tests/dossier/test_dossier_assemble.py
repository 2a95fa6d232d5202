"""What a dossier keeps, what it refuses, and how its answer reads."""

from dataclasses import replace
from datetime import date

import pytest
from dossier_parts import (
    ARTICLES,
    AS_OF,
    CANCELLED,
    DAILY,
    FANS,
    LEDGER,
    PENDING,
    RENEWED,
    RUMOURS,
    SHOW,
    found,
    say,
)
from rich_dossier import rich

from nextseason.domain import (
    Certainty,
    Contradiction,
    Finding,
    Renewal,
    RenewalStatus,
    Topic,
    Verdict,
)
from nextseason.dossier import assemble_dossier
from nextseason.errors import InputError

BY_ID = {article.id: article for article in ARTICLES}

GONE = say(LEDGER, "Northlight+ has cancelled the mountain-rescue drama", CANCELLED)
GONE_TOO = say(DAILY, "We are not going ahead with a second season", CANCELLED, by="a spokeswoman")
BACK = say(FANS, "Northlight+ has renewed The Long Winter for a second season", RENEWED)
HOPED = say(RUMOURS, "A renewal looks inevitable", RENEWED, certainty=Certainty.EXPECTED)
WHISPERED = say(
    RUMOURS,
    "another platform wants the show",
    Renewal(status=RenewalStatus.RENEWED, platform="Fjordvision"),
    certainty=Certainty.RUMOURED,
)


def dossier_of(*findings, contradictions=(), articles=BY_ID, season=2):
    return assemble_dossier(
        show=SHOW,
        season=season,
        as_of=AS_OF,
        findings=findings,
        contradictions=contradictions,
        articles=articles,
    )


def renewal(
    answer: str, verdict: Verdict, *, since=date(2020, 2, 4), support=(), against=()
) -> Finding:
    return found(
        Topic.RENEWAL,
        {answer: 0.9},
        verdict,
        since=since,
        support=tuple(support),
        against=tuple(against),
    )


STANDING = "since 4 February 2020, 2 sources"
VOICES = "2 sources say cancelled, 1 says renewed, as of 4 February 2021"
LONG_WINTER = {"S2": "The Long Winter season 2", "LW": "The Long Winter"}
WHETHER = "Whether The Long Winter gets a season 2 is"

# S2 and LW stand for the names above.
HEADLINES = [
    ("renewed", "confirmed", f"S2 is renewed (confirmed, {STANDING})."),
    ("cancelled", "confirmed", f"S2 is cancelled (confirmed, {STANDING})."),
    ("pending", "confirmed", f"S2 is still undecided (confirmed, {STANDING})."),
    ("concluded", "confirmed", f"LW ended as planned with season 1 (confirmed, {STANDING})."),
    ("renewed", "likely", f"S2 is likely renewed, though not confirmed ({STANDING})."),
    ("cancelled", "likely", f"S2 is likely cancelled, though not confirmed ({STANDING})."),
    ("pending", "likely", f"S2 is likely still undecided, though not confirmed ({STANDING})."),
    (
        "concluded",
        "likely",
        f"LW likely ended as planned with season 1, though not confirmed ({STANDING}).",
    ),
    (
        "renewed",
        "rumour",
        f"Rumour has it that S2 is renewed; nothing confirms it ({STANDING}).",
    ),
    (
        "cancelled",
        "rumour",
        f"Rumour has it that S2 is cancelled; nothing confirms it ({STANDING}).",
    ),
    (
        "pending",
        "rumour",
        f"Rumour has it that S2 is still undecided; nothing confirms it ({STANDING}).",
    ),
    (
        "concluded",
        "rumour",
        f"Rumour has it that LW ended as planned with season 1; nothing confirms it ({STANDING}).",
    ),
    ("renewed", "refuted", f"That S2 is renewed is refuted: {VOICES}."),
    ("cancelled", "refuted", f"That S2 is cancelled is refuted: {VOICES}."),
    ("pending", "refuted", f"That S2 is still undecided is refuted: {VOICES}."),
    ("concluded", "refuted", f"That LW ended as planned with season 1 is refuted: {VOICES}."),
    *((status.value, "disputed", f"{WHETHER} disputed: {VOICES}.") for status in RenewalStatus),
    *((status.value, "unknown", f"{WHETHER} unknown: {VOICES}.") for status in RenewalStatus),
]


@pytest.mark.parametrize(("answer", "verdict", "sentence"), HEADLINES)
def test_headline(answer, verdict, sentence):
    finding = renewal(answer, Verdict(verdict), support=[GONE, GONE_TOO], against=[BACK])
    for short, name in LONG_WINTER.items():
        sentence = sentence.replace(short, name)
    assert dossier_of(finding).headline == sentence


def test_every_answer_with_every_verdict_has_its_row():
    rows = {(answer, verdict) for answer, verdict, _ in HEADLINES}
    assert rows == {(s.value, v.value) for s in RenewalStatus for v in Verdict}


def test_without_claims_nobody_says_anything():
    dossier = dossier_of()
    assert dossier.renewal.verdict is Verdict.UNKNOWN
    assert dossier.renewal.answer.probability == 0
    assert dossier.headline == (
        "Whether The Long Winter gets a season 2 is unknown: no source says anything of it, "
        "as of 4 February 2021."
    )


@pytest.mark.parametrize("verdict", Verdict)
def test_a_sentence_without_claims_or_days_has_no_gaps(verdict):
    headline = dossier_of(renewal("renewed", verdict, since=None)).headline
    assert headline.endswith(".")
    for gap in ("()", ", ,", ": ,", "  ", " ."):
        assert gap not in headline


def test_a_hope_is_not_counted_as_a_statement():
    finding = renewal("cancelled", Verdict.DISPUTED, support=[GONE], against=[HOPED])
    assert ": 1 source says cancelled, 1 expects renewal, as of" in dossier_of(finding).headline


def test_a_source_counts_once_by_its_firmest_words():
    finding = renewal("renewed", Verdict.DISPUTED, support=[HOPED, WHISPERED, BACK])
    headline = dossier_of(finding).headline
    assert ": 1 source says renewed, 1 repeats a rumour of renewal, as of" in headline


def test_three_voices_are_joined_by_and():
    unofficial = say(FANS, "there is no official word from the platform yet", PENDING)
    finding = renewal(
        "cancelled", Verdict.DISPUTED, support=[GONE, GONE_TOO], against=[BACK, unofficial]
    )
    assert (
        ": 2 sources say cancelled, 1 says renewed and 1 says undecided, as of"
        in dossier_of(finding).headline
    )


def test_a_denial_is_not_the_thing_denied():
    denied = replace(BACK, negated=True)
    finding = renewal("cancelled", Verdict.DISPUTED, support=[GONE], against=[denied])
    assert "1 says not renewed" in dossier_of(finding).headline


def test_the_platform_that_picks_it_up_is_named():
    finding = renewal("renewed", Verdict.RUMOUR, support=[WHISPERED])
    assert "is renewed by Fjordvision;" in dossier_of(finding).headline


def test_keeps_this_season_and_looks_back_where_it_helps():
    def at(topic: Topic, season: int | None) -> Finding:
        return found(topic, {"x": 0.5}, Verdict.LIKELY, season=season, about="someone")

    looked_at = [
        at(topic, season) for topic in (Topic.CAST, Topic.TRAILER) for season in (None, 1, 2, 3, 4)
    ]
    kept = [
        (f.question.topic, f.question.season) for f in dossier_of(*looked_at, season=3).findings
    ]
    assert kept == [(Topic.CAST, 3), (Topic.CAST, 2), (Topic.CAST, None), (Topic.TRAILER, 3)]


def test_other_shows_are_passed_over():
    finding = found(Topic.CAST, {"returning": 1.0}, Verdict.LIKELY, show="Another Winter")
    assert dossier_of(finding).findings == ()


def test_holds_the_quoted_articles_only():
    finding = renewal("cancelled", Verdict.CONFIRMED, support=[GONE])
    assert set(dossier_of(finding).articles) == {"ledger"}


def test_contradictions_bring_their_articles():
    pair = Contradiction(
        question=renewal("renewed", Verdict.LIKELY).question, first=GONE, second=BACK, note="!"
    )
    assert set(dossier_of(contradictions=[pair]).articles) == {"ledger", "fans"}


def test_refuses_a_claim_without_its_article():
    with pytest.raises(InputError, match="quotes article ledger, which is not among"):
        dossier_of(renewal("cancelled", Verdict.LIKELY, support=[GONE]), articles={})


def test_refuses_words_that_the_article_does_not_say():
    other = replace(LEDGER, text="Something else altogether was printed on this page, at length.")
    with pytest.raises(InputError, match="does not say so at 0:"):
        dossier_of(renewal("cancelled", Verdict.LIKELY, support=[GONE]), articles={"ledger": other})


def test_refuses_a_finding_of_another_day():
    finding = replace(renewal("cancelled", Verdict.LIKELY), as_of=date(2020, 1, 1))
    with pytest.raises(InputError, match="as of the same day"):
        dossier_of(finding)


def test_refuses_a_renewal_answered_otherwise():
    with pytest.raises(InputError, match="one of renewed, cancelled, pending, concluded"):
        dossier_of(renewal("perhaps", Verdict.LIKELY))


def test_the_rich_sample_reads_like_the_guide_says():
    assert rich().headline == (
        "Whether The Long Winter gets a season 2 is disputed: 3 sources say cancelled, 1 says "
        "renewed, 1 says undecided and 1 expects renewal, as of 4 February 2021."
    )
