"""One line of a page -> whether it is a line of the article, by its words alone."""

import re

from nextseason.articles.patterns import any_line

MAX_CHARS = 160  # a longer line is prose, whatever it begins with

# What stands above a box of other things; above prose without links, it may be a heading too.
_NOUNS = (
    "(?:posts?|articles?|stories|story|news|reading|reads|topics|content|coverage|links|videos?"
    "|headlines|threads|searches|reads|picks)"
)
_OTHERS = any_line(
    rf"""
    (?:related|similar|recommended|suggested|other|further|more|top|editor's) {_NOUNS}\b.*
    (?:popular|trending|latest|recent|featured) (?:{_NOUNS}|now|today|this week|on|in)\b.*
    most (?:read|popular|viewed|shared|commented)\b.*
    more (?:from|on|in|by|like|great {_NOUNS}|to (?:explore|read))\b.*
    also (?:in|on|from|by)\b(?! (?:the|its) (?:cast|crew)).*
    elsewhere (?:in|on|from)\b.*
    (?:the )?latest
    """
)
_SURROUNDINGS = any_line(
    r"""
    you (?:may|might|could|'ll|will) (?:also |really )?(?:like|love|enjoy|be interested)\b.*
    related|recommended|trending|popular|up next|read next|keep reading
    (?:read|see|watch|what to (?:read|watch|see)) (?:more|next|also|now|after)\b.*
    don['’]t miss
    (?:recommended|picked|chosen|suggested|more|stories) for you
    (?:what )?(?:others?|people|readers|everyone) (?:also |are |is )*(?:read(?:ing)?|liked?)
    what we['’]re (?:reading|watching)
    in case you missed it|icymi|you (?:may|might) have missed\b.*|in other news
    (?:next|previous) (?:article|story|post|up)|what['’]s hot|hot right now|must[- ]reads?
    (?:partner|paid) content|from our (?:partners|sponsors)
    support our work
    find us on\b.*|follow .{1,40} on (?:facebook|instagram|twitter|x|threads|tiktok|youtube)\b.*
    editors?['’]s? (?:picks?|choice)
    (?:from|around) the (?:web|network)
    promoted(?: links| content)?
    sponsored\b.*
    (?:sign up|subscribe) (?:to|for|now|today)\b.*
    (?:get|join) .{0,40}(?:newsletter|inbox|mailing list|briefing|updates|alerts)\b.*
    (?:our |the )?(?:daily |weekly |morning |evening |free )?newsletters?(?: sign[- ]?up)?
    stay (?:in the loop|up to date|informed|connected)\b.*
    never miss\b.*
    about (?:the author|us|me)
    meet the author
    written by
    share(?: this| on| via)?(?: article| post| story)?
    like this
    follow us\b.*
    filed under\b.*
    tags|tagged
    (?:table of )?contents
    (?:in this article|on this page|jump to)\b.*
    (?:we value|your) (?:your )?privacy\b.*
    advertisement
    affiliate disclosure
    """
)
_COMMENTS = any_line(
    r"""
    (?:\d+ |no |leave an? |post an? |add an? |view |show |join the |reader )?comments?(?: ?\(\d+\))?
    (?:\d+ |no |leave an? |post an? |write an? )?(?:repl(?:y|ies)|responses?)(?: to\b.*)?
    (?:join the |member )?(?:conversation|discussion)(?: ?\(\d+\))?
    (?:comments?|discussion|responses?) (?:on|to|about) (?:this|["'“‘])\b.*
    \d+ (?:thoughts?|comments?|repl(?:y|ies)|responses?) (?:on|to)\b.*
    what (?:visitors|readers|others|people|you) (?:say|said|think)\b.*
    """
)
_END = ":.!…»→ "  # that labels end in
# A line that leads elsewhere, whatever follows it.
_OPENERS = any_line(
    r"""
    (?:read|see|watch) (?:more|next|also|now)|also (?:read|see)|(?:more|read|watch|listen|next)
    related|recommended|suggested|also|see also|more on this|must read|trending|up next
    don['’]t miss|you (?:may|might) also like|continue reading|further reading|previous(?:ly)?
    editor['’]s pick
    """
)
_LEADS_AWAY = re.compile(
    rf"(?:{_OPENERS.pattern})(?: (?:on|about|from) .{{1,40}}?)?\s*[:»→>|–—]+ ?.*", re.IGNORECASE
)
# None of what a page says that is shown instead of an article: of a wall it is the only sign.
_CHROME = any_line(
    r"""
    advertise?ment(?:\W+.{1,40})?
    advertising
    sponsored(?: content)?
    ad
    story continues below.*
    article continues (?:after|below).*
    continue reading.*
    scroll (?:down )?to continue.*
    click here to .*
    tap here to .*
    share(?: this.*)?
    share on .*
    tweet
    pin(?: it)?
    email
    print
    print (?:this )?(?:page|article|story)
    copy link
    save
    reply
    quote
    report
    like
    follow
    login
    log in
    sign in
    subscribe
    skip to .*
    back to top
    home
    menu
    search
    close
    loading.*
    next
    prev(?:ious)?
    next page
    previous page
    page \d+(?: of \d+)?
    \d+ ?/ ?\d+
    (?:[«‹<] ?)?prev(?:ious)?(?: page)?
    next(?: page)? ?[»›>]?
    view (?:all|single page|as .*)
    all rights reserved\.?
    (?:view|go to|open|read|switch to) .{0,25}(?:full|desktop|mobile|non-amp) (?:site|version)\b.*
    (?:open|read|view|continue|see this) in (?:the |our )?app|(?:get|download) (?:the|our) app
    (?:show|load|see|read) (?:more|less|all)|view more
    read (?:the )?(?:full|whole) (?:story|article|post)
    tap to (?:unmute|read|view|play|expand|see)\b.*|swipe (?:left|right|up|for|to)\b.*
    listen(?: now| to this (?:article|story))?|watch now
    .*\b(?:in|to|into) your inbox\b.*
    .*\{\{.+\}\}.*
    (?:posts|messages|joined|reaction score|likes received|reactions) ?: ?.{1,40}
    click to expand\W*|quote from:? .*|sent from my .*|thread starter|\#\d+|permalink|report post
    last edited\b.*|users browsing this\b.*|who is online|go to page\b.*
    (?:want|looking|love|like|enjoying|new|got) .{0,60}\? (?:create|join|get|sign up) .*
    download our free .*
    (?:sort(?:ed)?|filter|order) by\b.*|(?:expand|collapse) all|\d+ of \d+|vote (?:up|down|now)
    (?:view|open|launch|see) (?:the )?gallery|(?:next|previous) slide|slide \d+\b.*
    (?:spotted|seen|found) an? (?:mistake|error|typo)\b.*|(?:some|any)thing missing\?.*
    (?:suggest|report|submit) (?:an?|your) (?:edit|correction|error|mistake|problem|typo|tip)\b.*
    (?:photo|image|picture|credit|photo credit|image credit|source|photograph)s?(?: by)? ?[:/©].*
    (?:©|\(c\)|copyright) ?.*
    filed (?:under|in)\b.*
    (?:posted|published) in\b.*
    (?:tags?|tagged|labels?|topics?|categor(?:y|ies)|keywords?)(?: with)? ?:.*
    \d+ (?:shares|comments?|views|likes|replies)
    no comments(?: yet)?\.?
    leave a (?:comment|reply)
    \d+ min(?:ute)?s?(?: read)?
    reading time.*
    (?:estimated )?read(?:ing)? time.*
    follow (?:us|me|him|her|them) on .*
    enable javascript.*
    (?:sign up|subscribe) (?:for|to) .{0,60}newsletter.*
    get .{0,60}(?:inbox|newsletter).*
    this (?:article|post|page) (?:may )?contains? affiliate .*
    we may earn .*
    (?:this (?:article|story) )?(?:was )?(?:originally )?(?:printed|retrieved) (?:from|on)\b.*
    by (?:signing up|subscribing|registering|clicking)\b.*
    this site is protected by re.*
    privacy notice:.*
    was this (?:article|page|post|story|list) helpful\b.*
    jump to ?:.*
    (?:article|page|story) printed from\b.*
    stay tuned (?:to|with|for)\b.*
    buy me a coffee.*
    .*\b(?:you can|please) (?:buy me a coffee|support (?:me|us|this site))\b.*
    rate this (?:post|article)
    follow us\b.*
    gallery:.*
    related (?:video|gallery|article|story)s?:.*
    https?://\S+
    [\W_]+
    """
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_WORDS = (
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}/\d{1,2}/\d{1,2})"
)
_DAY = re.compile(DAY_WORDS, re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:(?:written|posted|published|reported|edited|words|story|text) )?by:? [^\W\d_]"
    r"|(?:date|on|author|reporter|posted)\s?:",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:first |originally |last )?(?:posted|published|updated|modified|printed|edited)\b",
    re.IGNORECASE,
)
MAX_NAMES = 14  # words of a byline
MAX_BESIDE_DAY = 25  # letters beside a day: the name of who wrote it, or of a place
_FILLER = re.compile(
    r"\b(?:by|on|at|in|and|last|first|posted|published|updated|modified|originally|edited|am|pm|a\.m"
    r"|p\.m|e[sd]?t|p[sd]?t|gmt|utc|bst|cet|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|\w+day"
    r"|min(?:ute)?s?|read|date)\b|[\d\W_]",
    re.IGNORECASE,
)


def opens_surroundings(line: str) -> bool:
    """Whether what follows the line is no more of the article.

    Examples
    --------
    >>> opens_surroundings("You may also like"), opens_surroundings("Related characters")
    (True, False)
    """
    line = line.strip().rstrip(_END)
    patterns = (_SURROUNDINGS, _COMMENTS, _OTHERS)
    return len(line) <= MAX_CHARS and any(pattern.fullmatch(line) for pattern in patterns)


def may_head_prose(line: str) -> bool:
    """Whether a line that opens surroundings is as well a heading that an article can have.

    Examples
    --------
    >>> may_head_prose("Latest news on Tidewater"), may_head_prose("About the author")
    (True, False)
    """
    return _OTHERS.fullmatch(line.strip().rstrip(_END)) is not None


def ends_article(line: str) -> bool:
    """Whether only what readers say follows.

    Examples
    --------
    >>> ends_article("12 Comments"), ends_article("Comments from the network")
    (True, False)
    """
    return len(line) <= MAX_CHARS and _COMMENTS.fullmatch(line.strip().rstrip(_END)) is not None


def leads_away(line: str) -> bool:
    """Whether the line is "Read more: ..." and the like; only where its rest is a link."""
    return len(line) <= 2 * MAX_CHARS and _LEADS_AWAY.fullmatch(line) is not None


def is_chrome(line: str) -> bool:
    """Whether the line works the page or credits a picture.

    Examples
    --------
    >>> is_chrome("Page 2 of 3"), is_chrome("Print is not dead.")
    (True, False)
    """
    return len(line) <= MAX_CHARS and _CHROME.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """Whether the line says who wrote the article, or when, and nothing else.

    Examples
    --------
    >>> is_byline("Posted on March 3, 2027 by Ada Pell"), is_byline("By March 3, all had left.")
    (True, False)
    """
    if len(line) > MAX_CHARS or line.endswith(("!", "?")):
        return False
    without_day = _DAY.sub(" ", line)
    if _DATED.match(line):
        return without_day != line or len(line) < 40
    if line.endswith("."):
        return False
    if _SIGNED.match(line):
        names = re.findall(r"[^\W\d_]+", without_day)
        return len(names) <= MAX_NAMES and sum(map(str.islower, names)) <= len(names) / 3 + 1
    return without_day != line and len(_FILLER.sub("", without_day)) <= MAX_BESIDE_DAY


def says_who_or_when(line: str) -> bool:
    """Whether the line begins as bylines do: "By ...", "Posted on ...", "Updated ..."."""
    return _SIGNED.match(line) is not None or _DATED.match(line) is not None
