"""A page's tree -> the same tree without what is never the article, and what was trimmed.

Two kinds of things are cut.  *Surroundings* speak of other things than the article: menus,
comments, related posts, newsletters, advertisements, consent.  *Trimmings* speak of the
article and are not its text: bylines, day lines, tags, captions, tables of contents; they are
handed back, as they tell who wrote it and when.

The words looked for are those that themes and publishing systems put into `class` and `id`
themselves, and the lines that readers see above such boxes.  Nothing is cut that holds most
of the page's prose.
"""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from nextseason.articles.lines import may_head_prose, opens_surroundings
from nextseason.articles.patterns import any_word
from nextseason.articles.tree import Element, beginning, cut, text_of

# Of the page's prose: what holds more is the article, whatever its class is.
MOST = 0.5
LABELLED_SHARE = 0.25  # a box under a label such as "Related" holds less of the prose
MAX_LABEL_CHARS = 60
MIN_LINKS = 2  # of a box about other articles
MAX_TEASER_CHARS = 150  # of prose without links; more is a section of the article
MAX_SIGN_UP_CHARS = 400
MAX_FIELDS = 50  # of a page's forms that are looked at
CARD_WORDS = 5  # a link of so many words is a headline
MIN_CARDS = 3
MAX_CARD_DEPTH = 5  # of a headline's link inside its card
MAX_CARD_CHARS = 260  # beside the headline: more is an entry of a list, not a teaser
PROSE_CHARS = 40  # a run of unlinked text this long is a sentence, no label

NEVER = frozenset(
    "script style noscript template iframe frame frameset object embed applet svg math canvas "
    "audio video picture img source map button input select option textarea label datalist "
    "progress meter dialog nav menu link meta head".split()
)
# An AMP component shows a picture, an advertisement, a list got from elsewhere or a box; what
# stands inside is shown until it comes.  Only these are put around text of the article.
AMP = "amp-"
AMP_WITH_TEXT = frozenset(
    f"{AMP}{name}"
    for name in "accordion fit-text layout selector script live-list truncate-text timeago "
    "date-display mathml".split()
)
# Attributes of AMP for what is shown instead of something, or to those who may not read on.
AMP_INSTEAD = frozenset(
    "placeholder fallback overflow submit-success submit-error submitting next-page-hide separator "
    "recommendation-box subscriptions-dialog subscriptions-actions".split()
)
AMP_DENIED = {"subscriptions-section": "content-not-granted", "amp-access": "not "}
AMP_ATTRIBUTES = AMP_INSTEAD | AMP_DENIED.keys()
ROLES = frozenset(
    "navigation complementary contentinfo search dialog alertdialog alert menu menubar toolbar "
    "tablist banner form".split()
)
# Words inside a class say what state the page is in, not what the element is.
STATES = re.compile(
    r"(?<!\S)(?:has|no(?!-print)|not|with|without|(?:tag|cat)(?!-(?:list|links?|cloud))|category"
    r"|postid|format|type|status|elementor|wpb|vc|et|fusion)-\S*"
)
COMMENTS = any_word(
    r"""
    comments?(?!ary) comment-?list commentlist comment-?section comments-?area
    disqus(?:-thread)? respond repl(?:y|ies) discussions? responses coral livefyre viafoura
    spotim spot-im openweb hyvor remark42 cmts cmt-\w+
    """
)
AROUND = any_word(
    r"""
    related(?:posts?|articles?|stories|content|links|news)? (?:jp-)?relatedposts recirc\w*
    outbrain taboola trc zergnet revcontent mgid dianomi nativo sharethrough yarpp\w* crp
    newsletters? subscribe\w* subscriptions? sign-?up signup-\w+ opt-?in mailing-list mc4wp\w*
    mailchimp mc-embed-signup email-capture convertkit substack share shares sharing
    share\w*bar sharedaddy sharethis addtoany a2a addthis social\w* sd-sharing shariff heateor
    follow(?:-us|-me)? likes? like-button reactions? breadcrumbs? crumbs? sidebars? side-?bar
    rail right-rail widgets? widget-area navigation nav navbar navigator sub-?nav menus?
    mega-?menu pagination pager paging nav-links page-links page-numbers prev-?next next-prev
    post-nav toolbar masthead site-(?:header|footer) global-(?:header|footer) page-footer
    footer trending most-?(?:read|popular|viewed|shared|commented) popular(?:-posts)?
    latest-\w+ recent-\w+
    more-(?:from|on|in|stories|news|like|posts|articles|to-read|reading|links)
    read-?(?:more|next|also) also-(?:read|like|see|on) see-also up-?next
    next-?(?:up|article|story|post) you-(?:may|might)\S* recommend\w* suggest\w* dont-miss
    editors?-picks? teasers? promos? promo-\w+ promot\w+ hot-topics in-?content-links?
    inline-(?:links?|related|promo) ads? advert\w*
    ad-?(?:slot|unit|wrap\w*|container|box|break|block|label|placeholder) adsbygoogle adsense
    adbox dfp gpt google-auto-placed sponsor\w* native-ad affiliate\w* ezoic\w* mv-ad\w*
    htl-ad\w* code-block quads\w* ai-viewport\w* commercial marketing cookies? cookie-\w+
    consent gdpr ccpa onetrust truste cmp didomi qc-cmp\w* cky privacy popups? pop-up modals?
    overlay lightbox flyout interstitial off-?canvas drawer toast notification\w* login
    log-?in sign-?in register registration donat\w+ membership paywall regwall piano
    mw-editsection edit-?section headerlink (?:video|audio|media|contextual|jw)-?player\w*
    skip-?(?:link|to)\S* noprint no-print print-hide hide-print d-print-none sr-only
    screen-reader-text visually-?hidden blog-pager cta call-?to-action polls? quiz survey
    app-?(?:promo|banner) (?:post|user|forum|message)-signature (?<!\S)signature(?!\S)
    user-?(?:info|details|profile|panel) poster-?info postprofile author-stats
    message-(?:user|footer|attribution)\w* quick-?reply similar-threads thread-tools
    postfoot\w* disclaimer disclosure copyright legal comscore linkwithin site-?map searchform
    search-\w+ srp sp-rl rlp-\w+
    """
)
TRIM = any_word(
    r"""
    (?<!\S)by(?!\S) by-?lines? authors? author-\w+ (?:big)?user-?name vcard contributors?
    post-?meta entry-?meta meta meta-?(?:data|info|line)
    post-(?:info|details|date|author|footer|header-line|timestamp)
    entry-(?:footer|utility|date|info) article-(?:info|meta|date|footer|details|author)
    date-?(?:line|header|time|stamp|published|posted)? dates time-?stamp times? published
    publish(?:ed)?-(?:date|on|time) pub-?date posted-?(?:on|by|in)? updated
    last-?(?:updated|modified) modified read(?:ing)?-?time min-read tags?
    tag-?(?:list|links|cloud) tags-links tax-(?:category|tag) post-?tags cat-?links categories
    topics topic-list
    labels post-labels keywords kicker eyebrow rubric section-(?:name|label) bio biography
    about-author author(?:-?bio|-?box|-?card) captions? wp-caption(?:-text|-dd)? caption-text
    cutline photo-?credits? image-?(?:credits?|caption|source) img-?(?:credit|caption)
    media-(?:credit|caption) video-caption tr-caption (?<!\S)credits?(?!\S) gallery-caption
    pull-?quotes? pulled-quote toc ez-toc\S* lwptoc\S* rank-math-toc\S* table-of-contents
    toc-\w+ jump-?(?:links|to) in-this-article on-this-page (?:post-)?view-?(?:count|s-count)
    edit-link permalink corrections-link listen audio-player text-to-speech
    print-(?:link|button|url) source-url page-?(?:number|count|indicator|x-of-y)
    """
)


NAMING = frozenset(("class", "id", "data-component", "data-testid", "data-qa", "data-module"))
Form = tuple[str, str | None]  # the tag and class of an element


class Verdict(Enum):
    KEEP = 0
    COMMENTS = 1
    AROUND = 2
    TRIM = 3


class Pruned(NamedTuple):
    """What pruning leaves to know: the trimmings, and how many teasers of articles it cut."""

    trimmings: list[Element]
    n_teasers: int


def prune(body: Element, *, forum: bool = False) -> Pruned:
    """Cuts surroundings and trimmings out of the tree.

    `forum`: its posts stand in the elements that hold comments elsewhere, so these stay.
    """
    _cut_sign_ups(body)
    _cut_never(body)
    _cut_forms(body)
    judged = _judged(body)
    if not forum:
        for element in judged[Verdict.COMMENTS]:
            if not _holds_article(element):
                cut(element)
    weights = prose_weights(body)
    for element in judged[Verdict.AROUND]:
        if weights[element] <= MOST * weights[body]:
            cut(element)
    for element in list(_labelled(body, weights)):
        cut(element)
    cards = list(_cards(body))
    for card in cards:
        cut(card)
    return Pruned(_cut_trimmings(body, judged[Verdict.TRIM], weights), len(cards))


def _cut_never(body: Element) -> None:
    for element in [e for e in body.iter(*NEVER) if e is not body]:
        cut(element)
    for figure in list(body.iter("figure")):
        if figure.find(".//table") is None:
            cut(figure)


def _judged(body: Element) -> dict[Verdict, list[Element]]:
    judged: dict[Verdict, list[Element]] = {verdict: [] for verdict in Verdict}
    for element in body.iterdescendants("*"):
        judged[_verdict(element)].append(element)
    return judged


def _cut_trimmings(
    body: Element, trimmings: list[Element], weights: Counter[Element]
) -> list[Element]:
    """Cuts the outermost of them and hands them back; the headline itself stays."""
    kept = []
    for element in trimmings:
        is_other = element.tag != "h1" and weights[element] <= MOST * weights[body]
        if is_other and _is_under(element, body):  # not so once the box around it is cut
            cut(element)
            kept.append(element)
    return kept


def _cut_sign_ups(body: Element) -> None:
    """The boxes that ask for an address: what stands around the field is its advertisement."""
    for field in list(islice(body.iter("input"), MAX_FIELDS)):
        asks = (field.get("type") or "").lower() == "email" or "email" in (field.get("name") or "")
        if not asks or not _is_under(field, body):
            continue
        box = field
        while (above := box.getparent()) is not None and above.tag != "body":
            if (
                len(beginning(above, MAX_SIGN_UP_CHARS + 1)) > MAX_SIGN_UP_CHARS
                or above.find(".//h1") is not None
            ):
                break
            box = above
        cut(box)


def _cut_forms(body: Element) -> None:
    """Some systems wrap the whole page in a form: one that holds paragraphs is kept."""
    for form in list(body.iter("form")):
        if form.find(".//p") is None or len(text_of(form)) < 600:
            cut(form)


def _holds_article(element: Element) -> bool:
    return element.tag in ("body", "html") or any(
        e.tag == "h1" or e.get("itemprop") == "articleBody" for e in element.iter("*")
    )


def _is_under(element: Element, body: Element) -> bool:
    return any(above is body for above in element.iterancestors(body.tag))


def _verdict(element: Element) -> Verdict:
    tag, attributes = element.tag, dict(element.items())
    if tag in ("aside", "footer"):
        return Verdict.AROUND
    if tag in ("figcaption", "time"):
        return Verdict.TRIM if tag == "figcaption" or _stands_alone(element) else Verdict.KEEP
    if tag == "header" and _is_of_the_site(element):
        return Verdict.AROUND
    if tag.startswith(AMP):
        return Verdict.KEEP if tag in AMP_WITH_TEXT else Verdict.AROUND
    if not attributes or tag in ("body", "html", "main"):
        return Verdict.KEEP
    if not AMP_ATTRIBUTES.isdisjoint(attributes) and _is_instead(attributes):
        return Verdict.AROUND
    if attributes.get("role") in ROLES and tag not in ("article", "p"):
        return Verdict.AROUND
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", ""):
        return Verdict.AROUND
    if attributes.get("aria-hidden") == "true":
        return Verdict.AROUND
    prop = attributes.get("itemprop") or attributes.get("property")
    if prop == "articleBody":
        return Verdict.KEEP
    if prop in ("comment", "author", "datePublished", "dateModified", "dateCreated", "publisher"):
        return Verdict.COMMENTS if prop == "comment" else Verdict.TRIM
    if attributes.get("rel") == "author":
        return Verdict.TRIM
    found = [_of_names(value) for name, value in attributes.items() if name in NAMING]
    return min(found, key=ORDER.__getitem__, default=Verdict.KEEP)


def _is_instead(attributes: dict[str, str]) -> bool:
    """Whether an element stands for something, or is for those who may not read on."""
    return not AMP_INSTEAD.isdisjoint(attributes) or any(
        attributes.get(name, "").lower().startswith(value) for name, value in AMP_DENIED.items()
    )


def _is_of_the_site(header: Element) -> bool:
    return (
        header.find(".//h1") is None and next(header.iterancestors("article", "main"), None) is None
    )


def _stands_alone(time: Element) -> bool:
    """Whether the time is a line of its own, not a word in a sentence."""
    parent = time.getparent()
    n_own = len(text_of(time))
    return parent is None or len(beginning(parent, n_own + PROSE_CHARS)) - n_own < PROSE_CHARS


# Comments are cut whatever they hold, so they go first.
ORDER = {
    verdict: place
    for place, verdict in enumerate((Verdict.COMMENTS, Verdict.AROUND, Verdict.TRIM, Verdict.KEEP))
}
_RULES = (
    (Verdict.COMMENTS, COMMENTS),
    (Verdict.AROUND, AROUND),
    (Verdict.TRIM, TRIM),
)


@lru_cache(maxsize=20_000)
def _of_names(names: str) -> Verdict:
    """What a class or id says.

    Examples
    --------
    >>> _of_names("RelatedArticles_wrapper__x7Gh2").name, _of_names("post has-sidebar").name
    ('AROUND', 'KEEP')
    """
    if not names or len(names) > 1000:
        return Verdict.KEEP
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", names).lower()
    words = STATES.sub("", re.sub(r"[_:/.-]+", "-", words))
    return next((verdict for verdict, rule in _RULES if rule.search(words)), Verdict.KEEP)


def prose_weights(body: Element) -> Counter[Element]:
    """For each element, the characters of prose in it: runs of unlinked text."""
    weights: Counter[Element] = Counter()
    for element in body.iter("*"):
        n_chars = _prose_of(element)
        if n_chars:
            weights[element] += n_chars
            for above in element.iterancestors():
                weights[above] += n_chars
    return weights


_INLINE = frozenset(
    "b strong i em u s span small sub sup mark abbr cite q font time br code".split()
)


def _prose_of(element: Element) -> int:
    """The characters of unlinked text that stand in the element itself, if it is a run."""
    if element.tag in _INLINE or element.tag == "a":
        return 0
    n_chars = len(element.text.strip()) if element.text else 0
    for child in element:
        if child.tail:
            n_chars += len(child.tail.strip())
        if child.tag in _INLINE:
            n_chars += _inline_chars(child)
    return n_chars if n_chars >= PROSE_CHARS else 0


def _inline_chars(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _labelled(body: Element, weights: Counter[Element]) -> Iterator[Element]:
    """The boxes whose first line says that they are none of the article."""
    most = LABELLED_SHARE * weights[body]
    for label in body.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b"):
        if len(label) > 3:
            continue
        line = beginning(label, MAX_LABEL_CHARS + 1)
        if not line or len(line) > MAX_LABEL_CHARS or not opens_surroundings(line):
            continue
        box = label
        while (above := box.getparent()) is not None and above is not body:
            if weights[above] > most or not beginning(above, len(line)).startswith(line):
                break
            box = above
        n_links = sum(1 for _ in box.iter("a"))
        is_section = (
            may_head_prose(line) and n_links < MIN_LINKS and weights[box] > MAX_TEASER_CHARS
        )
        if box is not label and not is_section:
            yield box


def _cards(body: Element) -> Iterator[Element]:
    """The teasers of other articles: elements of one form, each of which begins with a headline
    that is a link."""
    rows: dict[Element, dict[Element, None]] = {}
    forms: dict[Element, Counter[Form]] = {}
    for link in body.iter("a"):
        if len(text_of(link).split()) >= CARD_WORDS and (card := _card_of(link, forms)) is not None:
            rows.setdefault(card.getparent(), {})[card] = None
    for cards in rows.values():
        if len(cards) >= MIN_CARDS and all(map(_is_teaser, cards)):
            yield from cards


def _card_of(link: Element, forms: dict[Element, Counter[Form]]) -> Element | None:
    """The smallest element around the link that has others of its form beside it."""
    element = link
    for _ in range(MAX_CARD_DEPTH):
        above = element.getparent()
        if above is None or element.tag in ("td", "tr", "p"):
            return None
        if above not in forms:
            forms[above] = Counter(map(_form_of, above))
        if forms[above][_form_of(element)] >= MIN_CARDS:
            return element
        element = above
    return None


def _form_of(element: Element) -> Form:
    return element.tag, element.get("class")


def _is_teaser(card: Element) -> bool:
    linked = max((text_of(a) for a in card.iter("a")), key=len, default="")
    text = text_of(card)
    return len(text) - len(linked) <= MAX_CARD_CHARS and linked in text[: len(linked) + 60]
