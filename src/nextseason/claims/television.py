"""Is a text about television at all?  Songs, tours and shops are cancelled and renewed too."""

import re

# A text about a season uses some of these; so many different ones are asked for.
MIN_WORDS = 3
_WORDS = re.compile(
    r"\b(season|series|show|episode|stream|network|renew|cancel|showrunner|premiere|finale|"
    r"viewer|sitcom|drama|trailer|spin-?off|tv|television|anime|cast|binge|creator)",
    re.IGNORECASE,
)


def is_about_television(text: str) -> bool:
    """Does the text use enough words of the trade?

    Examples
    --------
    >>> is_about_television("The network cancelled the drama after one season.")
    True
    >>> is_about_television("The tour was cancelled; tickets will be refunded.")
    False
    """
    return len({word.lower() for word in _WORDS.findall(text)}) >= MIN_WORDS
