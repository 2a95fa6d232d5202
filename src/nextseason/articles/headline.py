"""The blocks around an article's headline -> standfirst, bylines, and where the text begins.

Above the headline stand only the section's name and the like; below it may stand the
standfirst, which is text of the article, and lines about it, which are not.
"""

from nextseason.articles.blocks import Draft, drafts_in
from nextseason.articles.lines import is_byline, is_chrome, says_who_or_when
from nextseason.articles.metadata import letters
from nextseason.articles.tree import Element
from nextseason.domain import PartKind

PROSE_CHARS = 90  # an unlinked paragraph this long is the article's
MIN_STANDFIRST = 40  # characters
MAX_HEADING_CHARS = 60  # below the headline, a longer one is the standfirst
MAX_LEAD = 12  # blocks above the text, with the headline


def is_byline_of(draft: Draft) -> bool:
    """Whether it is a byline; an item or a row with nothing but a day is the show's."""
    of_show = draft.kind in (PartKind.ITEM, PartKind.ROW)
    return is_byline(draft.text) and not (of_show and not says_who_or_when(draft.text))


def is_standfirst(draft: Draft, author: str | None) -> bool:
    is_other = is_byline_of(draft) or is_chrome(draft.text) or draft.text == author
    return len(draft.text) >= MIN_STANDFIRST and draft.linked_share < 0.3 and not is_other


def after_headline(drafts: list[Draft], title: str) -> tuple[list[Draft], list[Draft]]:
    """What stands between the headline and the text, and the text from there on.

    Before the headline stand only the section's name and the like.  Behind it may stand the
    standfirst and bylines: all that comes before the last short line that is no heading.
    """
    wanted = letters(title)
    heads = (
        i for i, draft in enumerate(drafts[:MAX_LEAD]) if wanted and letters(draft.text) == wanted
    )
    start = next(heads, None)
    if start is None:
        return [], drafts
    rest = drafts[start + 1 :]
    lead = next((i for i, d in enumerate(rest[:MAX_LEAD]) if is_text(d)), 0)
    notes = [i for i, d in enumerate(rest[:lead]) if d.kind is PartKind.PARAGRAPH and _is_note(d)]
    n_before = notes[-1] + 1 if notes else int(bool(rest) and _is_long_heading(rest[0]))
    return [_as_text(d) for d in rest[:n_before]], rest[n_before:]


def _as_text(draft: Draft) -> Draft:
    """A standfirst is no heading, whatever its mark: no text stands under it."""
    is_heading = draft.kind is PartKind.HEADING
    return draft._replace(kind=PartKind.PARAGRAPH, level=None) if is_heading else draft


def is_text(draft: Draft) -> bool:
    return draft.kind is PartKind.PARAGRAPH and len(draft.text) > PROSE_CHARS


def _is_note(draft: Draft) -> bool:
    """Whether it is a line about the article: a name, a day, a count of shares."""
    return is_byline_of(draft) or (
        len(draft.text) < MIN_STANDFIRST and draft.text[-1] not in '.!?:…”"'
    )


def _is_long_heading(draft: Draft) -> bool:
    return draft.kind is PartKind.HEADING and len(draft.text) > MAX_HEADING_CHARS


def above_post(body: Element, post: Element) -> list[Draft]:
    """The lines above a forum's first post: who wrote it, and when."""
    first = next(iter(drafts_in(post)), None)
    drafts = drafts_in(body)
    n_above = next((i for i, d in enumerate(drafts) if first and d.text == first.text), 0)
    return drafts[max(0, n_above - MAX_LEAD) : n_above]


def before_holder(body: Element, holder: Element, title: str) -> list[Draft]:
    """The blocks between a headline that stands outside the holder, and the holder."""
    wanted = letters(title)
    heads = [e for e in body.iter("h1", "h2") if letters("".join(e.itertext())) == wanted]
    inside = set(holder.iter("h1", "h2"))
    if not heads or not wanted or not inside.isdisjoint(heads):
        return []
    between: list[Draft] = []
    above = set(holder.iterancestors())
    element = heads[0]
    while element is not None and element not in above:
        for sibling in element.itersiblings():
            if sibling is holder or sibling in above:
                return between
            between += map(_as_text, drafts_in(sibling))
        element = element.getparent()
    return []
