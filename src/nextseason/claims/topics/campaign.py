"""What fans do to save or renew a season: petitions, hashtags and the rest.

Scene -> drafts.  A petition's signatures may stand a sentence behind the petition itself.
"""

import re
from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.figures import Figure, FigureKind, find_figures
from nextseason.claims.frame import Draft, Scene
from nextseason.claims.sentences import is_question
from nextseason.domain import Campaign, CampaignKind

TRIGGERS: tuple[str, ...] = (
    *("petition*", "signature*", "signed", "signatories", "sign", "names", "supporters", "#"),
    *(
        "campaign*",
        "hashtag*",
        "billboard*",
        "protest*",
        "letters",
        "uproar",
        "rally",
        "rallied",
    ),
    *("rallying", "outcry", "flood*", "bombard*", "boycott*", "uprising", "calls", "pleas"),
    *("crowdfund*", "fundrais*", "count", "tally"),
)

_PETITION = AnyCase(r"\bpetition(?:s|ed|ing|ers)?\b")
_SIGNATURES_AFTER = AnyCase(r" (?:[a-z]+ )?signatures\b")
_SIGNED = AnyCase(
    r"\b(?:sign(?:ed|ing|atures?|ator\w+|-ups?)?|names?|supporters?|backers?|endorsements?)\b",
)
_COUNTED = AnyCase(r"\b(?:count|tally|total|number|figure|now|already|so far)\b")
# Sums, shares, years and what else is counted beside signatures.
_NO_SIGNATURES = AnyCase(
    r" ?(?:years?|months?|weeks?|days?|hours?|minutes?|seasons?|episodes?|times a"
    r"|countries|to go\b|more to\b|short of|pounds|tons|petitions?|goal|target|viewers"
    r"|views|million hours)\b",
)
_GOAL = AnyCase(
    r"\b(?:goal|target|aim(?:s|ing|ed)?|another|next|needs?|short of|out of|hop(?:es?"
    r"|ing) (?:for|to reach))(?: (?:of|is|to|at|a|the|reach|get|collect)){0,3} $",
)
_TAG = re.compile(r"(?<![\w&/])#(?=\w*[A-Za-z])\w{3,60}")
# What a tag of a campaign says, or what its sentence speaks of.
_PLEA_TAG = AnyCase(
    r"#(?:save|renew|bring|revive|cancel|keep|rescue|uncancel|wewant|give|pickup"
    r"|justice|dont|not?\w{0,4}cancel)|movie$|season",
)
_TAG_TALK = AnyCase(
    r"\b(?:hash ?tags?|trend(?:s|ed|ing)?|campaign\w*|push|under the (?:tag|banner)"
    r"|rally\w*)\b",
)
_OTHER = AnyCase(
    r"\b(?:fans?|fandom|viewers|followers|supporters|audiences?|devotees"
    r"|admirers)\b[^.;]{0,80}?\b(?:campaign(?:ed|ing|s)?\b(?! trail)|protest(?:ed|ing"
    r"|s)?\b|rall(?:y|ied|ying)\b|"
    r"(?:flood|bombard|inundat|bur(?:y|ied))(?:ed|ing|s)?\b|boycott(?:ed|ing|s)?\b"
    r"|(?:hir|rent|pa(?:y|id) for|bought|buy)\w* (?:a |an )?(?:\w+ )?(?:billboards?"
    r"|advert\w*|ads?|planes?|banners?)|mail(?:ed|ing)\b|sent (?:in )?(?:letters"
    r"|\w+ to)|"
    r"letter-writing|crowdfund(?:ed|ing)?|took to the streets|fought (?:to|for)"
    r"|fighting (?:to|for)|joined forces|mobilis|mobiliz|lobb(?:y|ied|ying)\b"
    r"|demonstrat(?:ed|ing)|rais(?:ed|ing) (?:more than |over |about )?[$£€]"
    r"|hunger strike|making (?:\w+ ){0,3}noise)"
    r"|\b(?:campaign(?:s)?|outcry|uproar|uprising|backlash|protests?|letter-writing"
    r"|crusade|movement|effort)\b[^.;]{0,25}?\b(?:by|from|of|among) (?:the |its "
    r"|loyal |angry |devoted )*(?:fans?|fandom|viewers|followers)\b"
    r"|\b(?:fan|fan-led|grassroots|online|letter-writing|save[- ](?:our|the"
    r"|your)[- ]show|social[- ]media|internet|viewer) (?:campaigns?|protests?|outcry"
    r"|uproar|uprising|backlash|crusade|revolt|drive)\b"
    r"|\b(?:billboards?|hunger strike)\b|\bcampaign(?:s|ed|ing)? (?:to (?:save|bring"
    r"|get|have|rescue|revive|keep)|for (?:a|another|its|the|more))\b"
    r"|\bcalls for (?:a change of heart|the network|its return|a renewal"
    r"|renewal|a reprieve)\b",
)
_NO_CAMPAIGN = AnyCase(
    r"\b(?:ad|advertising|marketing|promotional|press|publicity|awards?|emmy|election"
    r"|presidential|political|military|if|would|could|might)\b[^.;]{0,25}\b(?:campaign"
    r"|billboard|protest)",
)
_SHOW_TALK = AnyCase(
    r"\b(?:sav(?:e|es|ed|ing)|renew\w*|cancel\w*|axe[sd]?|reviv\w*|bring\w* (?:it"
    r"|the show|the series|back)|season|return|change of heart|overturn\w*|decision"
    r"|show|series|network|streamer)\b",
)


def read_campaign(scene: Scene) -> Iterator[Draft]:
    """The petitions, hashtags and other efforts that a sentence tells of."""
    text = scene.text
    if is_question(text):
        return
    tags = list(_tags(scene))
    petitions = list(_petitions(scene))
    yield from petitions
    yield from tags
    other = _OTHER.search(text)
    if other and not petitions and not tags and _is_for_the_show(scene, other):
        yield Draft(value=Campaign(kind=CampaignKind.OTHER), start=other.start(), end=other.end())


def _petitions(scene: Scene) -> Iterator[Draft]:
    text = scene.text
    here = _PETITION.search(text)
    counts = [f for f in find_figures(text) if _is_signatures(text, f)]
    if here is None and not (_PETITION.search(scene.before) and _is_count(text)):
        counts = [f for f in counts if _SIGNATURES_AFTER.match(text, f.end)]
    for figure in counts:
        start, end = figure.start, figure.end
        value = Campaign(kind=CampaignKind.PETITION, signatures=int(figure.value))
        yield Draft(value=value, start=start, end=end)
    if here and not counts and not _counts_follow(scene.after):
        value = Campaign(kind=CampaignKind.PETITION)
        yield Draft(value=value, start=here.start(), end=here.end())


def _counts_follow(after: str) -> bool:
    """Does the next sentence say how many have signed?"""
    return _is_count(after) and any(_is_signatures(after, f) for f in find_figures(after))


def _is_count(text: str) -> bool:
    return bool(_SIGNED.search(text) or _COUNTED.search(text))


def _is_signatures(text: str, figure: Figure) -> bool:
    if (
        figure.kind is not FigureKind.COUNT
        or figure.value < 20
        or _NO_SIGNATURES.match(text, figure.end)
    ):
        return False
    # A bare number of four digits is a year unless signatures are right beside it.
    plain = not figure.scaled and "," not in text[figure.start : figure.end]
    near = text[max(0, figure.start - 30) : figure.end + 25]
    if plain and not _SIGNED.search(near):
        return False
    return not _GOAL.search(text[: figure.start])


def _tags(scene: Scene) -> Iterator[Draft]:
    for match in _TAG.finditer(scene.text):
        if _PLEA_TAG.search(match.group()) or _TAG_TALK.search(scene.text):
            value = Campaign(kind=CampaignKind.HASHTAG, tag=match.group())
            yield Draft(value=value, start=match.start(), end=match.end())


def _is_for_the_show(scene: Scene, other: re.Match[str]) -> bool:
    around = scene.text[max(0, other.start() - 40) : other.end() + 40]
    return not _NO_CAMPAIGN.search(around) and bool(_SHOW_TALK.search(scene.text))
