"""A page without an article -> why it has none, in words that say what to do."""

from enum import StrEnum

from nextseason.articles.patterns import any_line
from nextseason.articles.tree import Element, text_of

SHORT = 1_200  # characters of text: a page that holds more is not only a notice


class Emptiness(StrEnum):
    """What a page is that holds no article."""

    ERROR = "an error page"
    LOGIN = "a login wall"
    COOKIES = "a cookie wall"
    ROBOT = "a check that its reader is no robot"
    SHELL = "a shell that scripts fill"
    INDEX = "an index of links"
    NOTHING = "a page without an article"


REMEDIES = {
    Emptiness.ERROR: "check its address",
    Emptiness.LOGIN: "save it from a browser that is logged in",
    Emptiness.COOKIES: "save it from a browser after the choice",
    Emptiness.ROBOT: "save it from a browser",
    Emptiness.SHELL: "save it from a browser once it is shown",
    Emptiness.INDEX: "give the articles that it leads to",
    Emptiness.NOTHING: "give one that holds its text",
}
ERROR = any_line(
    r"""
    \b(?:404|403|410|500|502|503)\b.{0,40}\b(?:error|not found|forbidden|gone|unavailable)\b
    \b(?:error|http)\b.{0,10}\b(?:404|403|410|500|502|503)\b
    ^\W*(?:404|403|410|500|502|503)\b
    page (?:not found|(?:can(?:no|['’])t|could not|cannot) be found|doesn['’]t exist)
    page (?:is )?(?:missing|no longer (?:exists|available))
    (?:couldn['’]t|could not|can['’]t|cannot) find (?:that|the|this) page
    not found
    access denied
    forbidden
    internal server error
    service unavailable
    bad gateway
    something went wrong
    under maintenance
    nothing (?:was )?found
    """
)
LOGIN = any_line(
    r"""
    \b(?:log ?in|sign ?in|register|subscribe) (?:to|and|now|for|or|below|with)\b
    \bcreate (?:a |an )?(?:free )?account\b
    \b(?:become a (?:member|subscriber)|start your (?:free )?trial)\b
    already (?:a|have)\b.{0,25}\b(?:subscri\w+|member|account)
    (?:subscribers?|members?)[ -]only
    for subscribers
    continue reading
    password
    """
)
COOKIES = any_line(
    r"""
    \b(?:accept|reject|manage|agree|consent|allow)\b.{0,60}\bcookies?\b
    \bcookies?\b.{0,120}\b(?:accept|agree|consent|preferences|partners)\b
    we value your privacy
    before you continue
    """
)
ROBOT = any_line(
    r"""
    just a moment
    checking your browser
    verify(?:ing)? (?:that )?you are (?:a )?human
    captcha
    are you a robot
    attention required
    unusual traffic
    ddos protection
    """
)
SHELL = any_line(
    r"""
    (?:enable|need|requires?|turn on|activate|without) .{0,30}java ?script
    java ?script (?:is|has been) (?:disabled|required|turned off)
    """
)


def notice(tree: Element, title: str, text: str) -> Emptiness | None:
    """What a page with little text is, if its words are those of a notice; else None.

    `tree` is the page as it came, `text` what was taken for its article.
    """
    if len(text) > SHORT:
        return None
    said = f"{title}\n{text}"
    in_title = len(text) < SHORT / 2 and ERROR.search(title)
    if in_title or (len(text) < SHORT / 4 and ERROR.search(text)):
        return Emptiness.ERROR
    if ROBOT.search(said):
        return Emptiness.ROBOT
    if len(text) < SHORT / 2 and COOKIES.search(text):
        return Emptiness.COOKIES
    asks = any((e.get("type") or "").lower() == "password" for e in tree.iter("input"))
    if (asks and len(text) < SHORT / 2) or (len(text) < SHORT / 3 and LOGIN.search(text)):
        return Emptiness.LOGIN
    if len(text) < SHORT / 4 and SHELL.search(text):
        return Emptiness.SHELL
    return None


def why_empty(tree: Element, title: str) -> Emptiness:
    """Why nothing was found on a page, from the page as it came."""
    text = visible_text(tree)
    found = notice(tree, title, text[:SHORT])
    if found:
        return found
    links = sum(len(text_of(a)) for a in tree.iter("a"))
    if len(text) > 200 and links > 0.5 * len(text):
        return Emptiness.INDEX
    n_scripts = sum(1 for _ in tree.iter("script"))
    if (n_scripts and len(text) < SHORT / 4) or SHELL.search(
        " ".join(map(text_of, tree.iter("noscript")))[:SHORT]
    ):
        return Emptiness.SHELL
    return Emptiness.NOTHING


def visible_text(tree: Element) -> str:
    """The page's words as a browser shows them, with the menus."""
    hidden = {"script", "style", "noscript", "template", "head", "svg"}
    pieces = []
    for element in tree.iter("*"):
        if element.tag not in hidden and element.text:
            pieces.append(element.text)
        if (
            element.tail
            and (parent := element.getparent()) is not None
            and parent.tag not in hidden
        ):
            pieces.append(element.tail)
    return " ".join(" ".join(pieces).split())


def reason_for(emptiness: Emptiness) -> str:
    return f"no article found, it is {emptiness}; {REMEDIES[emptiness]}"
