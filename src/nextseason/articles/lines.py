"""One line of a page -> whether it is a line of the article, by its words alone."""

import re

MAX_CHARS = 160  # a longer line is prose, whatever it begins with

# What stands above a box of other things.
_SURROUNDINGS = re.compile(
    r"(?:you (?:may|might|could|'ll|will) (?:also |really )?(?:like|love|enjoy|be interested)\b.*"
    r"|(?:related|similar|recommended|suggested|popular|trending|latest|recent|featured|top"
    r"|most (?:read|popular|viewed|shared)|more|other|further) (?:posts?|articles?|stories|story"
    r"|news|reading|reads|topics|content|coverage|links|videos?|headlines|now|today|this week"
    r"|threads|searches|from|on|in|like|to (?:explore|read))\b.*"
    r"|related|related:|recommended|trending|trending now|most read|popular|up next|read next"
    r"|what to read next|keep reading|don['’]t miss|editors?['’]s? (?:picks?|choice)"
    r"|(?:from|around) the web|around the network|promoted(?: links| content)?|sponsored\b.*"
    r"|what (?:visitors|readers|others|people|you) (?:say|said|think)\b.*"
    r"|(?:\d+ |no |leave an? |post an? |add an? |view |show |load |join the |write an? |reader )?"
    r"(?:comments?|replies|reply|conversation|discussion|responses?|thoughts? on\b.*)"
    r"(?: ?\(\d+\)| below)?|\d+ thoughts? on\b.*"
    r"|(?:sign up|subscribe) (?:to|for|now|today)\b.*|what to (?:read|watch|see) (?:next|after)\b.*"
    r"|(?:get|join) .{0,40}(?:newsletter|inbox|mailing list|briefing|updates|alerts)\b.*"
    r"|newsletter|(?:our )?newsletters?|stay (?:in the loop|up to date|informed|connected)\b.*"
    r"|never miss\b.*|about the author|about (?:us|me)|meet the author|written by"
    r"|share(?: this| on| via)?(?: article| post| story)?:?|like this:?|follow us\b.*|filed under\b.*"
    r"|tags|tagged|table of contents|contents|in this article|on this page|jump to\b.*"
    r"|(?:we value|your) (?:your )?privacy\b.*|advertisement|affiliate disclosure)[:.!…»→ ]*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+ |no |leave an? |post an? |add an? |view |show |join the |write an? |reader )?(?:comments?"
    r"|repl(?:y|ies)|discussion|responses?)(?: (?:to|on)\b.*)?(?: ?\(\d+\))?:?|\d+ thoughts? on\b.*"
    r"|what (?:visitors|readers|others|people) (?:say|said|think)\b.*",
    re.IGNORECASE,
)
# A line that leads elsewhere, whatever follows it.
_LEADS_AWAY = re.compile(
    r"(?:(?:read|see|watch) (?:more|next|also|now)|also read|also see|related|more|read|see also"
    r"|more on this|recommended|don['’]t miss|you may also like|up next|continue reading|next"
    r"|previous|previously|further reading|must read|trending|editor['’]s pick|watch|listen)"
    r"(?: (?:on|about|from) .{1,40}?)?\s*[:»→>|–—]+ ?.*",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?:advertise?ment(?:\W+.{1,40})?|advertising|sponsored(?: content)?|ad|story continues below.*"
    r"|article continues (?:after|below).*|continue reading.*|scroll (?:down )?to continue.*"
    r"|click here to .*|tap here to .*|share(?: this.*)?|share on .*|tweet|pin(?: it)?|email|print"
    r"|print (?:this )?(?:page|article|story)|copy link|save|reply|quote|report|like|follow|login"
    r"|log in|sign in|subscribe|skip to .*|back to top|home|menu|search|close|loading.*|next"
    r"|prev(?:ious)?|next page|previous page|page \d+(?: of \d+)?|\d+ ?/ ?\d+|(?:[«‹<] ?)?prev(?:ious)?"
    r"(?: page)?|next(?: page)? ?[»›>]?|view (?:all|single page|as .*)|all rights reserved\.?"
    r"|(?:photo|image|picture|credit|photo credit|image credit|source|photograph)s?(?: by)? ?[:/©].*"
    r"|(?:©|\(c\)|copyright) ?.*|filed (?:under|in)\b.*|(?:posted|published) in\b.*"
    r"|(?:tags?|tagged|labels?|topics?|categor(?:y|ies)|keywords?)(?: with)? ?:.*|\d+ (?:shares|comments?|views|likes|replies)"
    r"|no comments(?: yet)?\.?|leave a (?:comment|reply)|\d+ min(?:ute)?s?(?: read)?|reading time.*"
    r"|(?:estimated )?read(?:ing)? time.*|follow (?:us|me|him|her|them) on .*|enable javascript.*"
    r"|(?:sign up|subscribe) (?:for|to) .{0,60}newsletter.*|get .{0,60}(?:inbox|newsletter).*"
    r"|this (?:article|post|page) (?:may )?contains? affiliate .*|we may earn .*"
    r"|(?:this (?:article|story) )?(?:was )?(?:originally )?(?:printed|retrieved) (?:from|on)\b.*"
    r"|by (?:signing up|subscribing|registering|clicking)\b.*|this site is protected by re.*"
    r"|privacy notice:.*|was this (?:article|page|post|story|list) helpful\b.*|jump to ?:.*"
    r"|(?:article|page|story) printed from\b.*|stay tuned (?:to|with|for)\b.*|buy me a coffee.*"
    r"|.*\b(?:you can|please) (?:buy me a coffee|support (?:me|us|this site))\b.*"
    r"|rate this (?:post|article)|follow us\b.*|related (?:video|gallery|article|story)s?:.*|gallery:.*"
    r"|https?://\S+|[\W_]+)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_WORDS = (
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS},? \d{{4}}"
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
    return len(line) <= MAX_CHARS and _SURROUNDINGS.fullmatch(line.strip()) is not None


def ends_article(line: str) -> bool:
    """Whether only what readers say follows.

    Examples
    --------
    >>> ends_article("12 Comments"), ends_article("Comments from the network")
    (True, False)
    """
    return len(line) <= MAX_CHARS and _COMMENTS.fullmatch(line.strip()) is not None


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
    >>> is_byline("Posted on March 3, 2027 by Ada Pell"), is_byline("By March 3, 2027, all had left.")
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
