"""Text -> the language it is written in, by the words that every sentence needs.

Good for prose of some sentences, which is all that an article has; it tells English from the
others, and names those that web pages are most often in.
"""

import re
from collections import Counter

MAX_CHARS = 4_000  # enough to tell; a page's language is the same further down
MIN_WORDS = 12  # below it, chance decides
MIN_SHARE = 0.12  # of the words; English prose has 0.3 to 0.5, word lists and code have less

MIN_KINDS = 3  # different ones; a name may be spelt like a word

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian",
    "tr": "Turkish", "id": "Indonesian", "ru": "Russian", "uk": "Ukrainian", "el": "Greek",
    "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "ar": "Arabic", "fa": "Persian",
    "he": "Hebrew", "hi": "Hindi", "th": "Thai", "vi": "Vietnamese", "ca": "Catalan",
    "hr": "Croatian", "sk": "Slovak", "bg": "Bulgarian",
}  # fmt: skip

# The commonest short words of each; those shared by several count for each of them.
WORDS = {
    "en": "the of and to in a is that it for was on as with be at by this has have are from but "
    "not will an or its which who been their he she they his her more after would there what",
    "de": "der die das und ist in zu den nicht von mit sich des auf für im dem ein eine als auch "
    "es an hat aus er bei sind noch nach wird wie nur oder über so sie ich zum war haben einer",
    "fr": "le la les de des du et est en un une que qui dans pour pas sur au avec il ce se plus "
    "par sont elle mais ne ont été aux cette comme son sa ses nous leur être deux après ou",
    "es": "el la los las de del y que en un una es por con para se no su al lo más como pero sus "
    "ha este esta le o fue ya sobre también hasta cuando muy sin son está desde todo nos entre",
    "pt": "o a os as de do da dos das e que em um uma é por com para se não no na mais como mas "
    "foi ao ele sua seu ou quando muito nos já também pelo pela até isso ela entre depois são",
    "it": "il lo la i gli le di del della dei e che in un una è per con non si da al nel più come "
    "ma sono anche alla ha dal questo questa delle o se suo sua nella dopo essere stato ci sul",
    "nl": "de het een en van in is dat op te zijn voor met die niet aan er om ook als dan bij nog "
    "uit maar door over ze wordt naar heeft hij hebben tot deze worden je was of geen wel",
    "sv": "och att det i en som är på för av med till den har de inte om ett han men var jag från "
    "vi så kan nu när hon ska eller efter under sig också denna vid sin mot skulle",
    "da": "og at det i en som er på for af med til den har de ikke om et han men var jeg fra vi så "
    "kan nu når hun skal eller efter under sig også denne ved sin mod skulle blev hvor",
    "no": "og å det i en som er på for av med til den har de ikke om et han men var jeg fra vi så "
    "kan nå når hun skal eller etter under seg også denne ved sin mot skulle ble hvor",
    "fi": "ja on ei se että hän oli kun mutta niin kuin myös ovat tai joka mukaan sekä jo ole vain "
    "sen nyt vielä siitä olisi voi kanssa jos kaikki tämä mitä eivät hänen ollut sitten",
    "pl": "i w na się nie z do to że o jest jak po co ale za od tak czy przez dla już są tym był "
    "tego jego także oraz może które który będzie jej ich sezon został ze przed tylko",
    "cs": "a v na se že je s z do o i k to ve si pro za ale by jako po jak od jsou které který už "
    "také bude podle byl až není jeho však nebo při byla ještě jen před tak bylo",
    "hu": "a az és hogy nem is egy ez volt meg de csak már még mint el van vagy ha ki lesz után "
    "azt sem minden pedig majd kell lehet szerint ezt amely",
    "ro": "și în de la a cu pe nu o că din un este pentru mai care au fost sunt se prin după dar "
    "ca lui sau fi va ce această al le ale cele prima",
    "tr": "ve bir bu da de için ile çok olarak daha ne olan gibi sonra ama var en her kadar ise "
    "değil yeni o ya göre ilk dizi oldu olduğunu ancak",
    "id": "yang dan di ini itu dengan untuk dari pada tidak akan dalam juga ke adalah ada oleh "
    "karena sudah saat telah bisa mereka sebagai atau lebih seperti musim",
    "vi": "và của là có trong được cho một không với các những người này đã khi từ ra cũng để "
    "phim về năm đến sẽ",
    "ca": "el la els les de del i que en un una és per amb no es al com més però ha aquest aquesta "
    "seva seu són també ho hi pel dels va fins",
    "hr": "i u je na se da za su od s a koji ne kao što to će iz nije bi ili ali samo kako biti "
    "koja te već nakon bio",
    "sk": "a v na sa že je s z do o i k to vo si pre za ale by ako po od sú ktoré ktorý už aj bude "
    "podľa bol až nie jeho však alebo pri bola ešte",
}  # fmt: skip
# No English prose is without one of these; Gaelic has "is", "a" and "an", too.
ENGLISH_ALONE = frozenset(("the", "of", "and", "to"))
SCRIPTS = {
    "ko": r"[\uac00-\ud7af]",
    "ja": r"[\u3040-\u30ff]",
    "zh": r"[\u4e00-\u9fff]",
    "uk": r"[іїєґІЇЄҐ]",
    "ru": r"[\u0400-\u04ff]",
    "el": r"[\u0370-\u03ff]",
    "fa": r"[پچژگ]",
    "ar": r"[\u0600-\u06ff]",
    "he": r"[\u0590-\u05ff]",
    "hi": r"[\u0900-\u097f]",
    "th": r"[\u0e00-\u0e7f]",
}
# Of the letters, to be in that script; those that share one are told by letters of their own.
SCRIPT_SHARES = {"ja": 0.05, "uk": 0.03, "fa": 0.03}
SCRIPT_SHARE = 0.3

_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
_SCRIPT_PATTERNS = {code: re.compile(pattern) for code, pattern in SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The text's language (ISO 639-1), or None where it cannot be told.

    Examples
    --------
    >>> language_of("Die Serie ist zurück, und sie wird von Netflix um eine Staffel verlängert.")
    'de'
    >>> language_of("Renewed!") is None
    True
    """
    text = text[:MAX_CHARS]
    if not text.isascii() and (script := _by_script(text)):
        return script
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return None
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, n in Counter(words).items():
        for code in _LANGUAGES_OF.get(word, ()):
            counts[code] += n
            kinds[code] += 1
    ((best, most),) = counts.most_common(1) or [("", 0)]
    if best == "en" and not ENGLISH_ALONE & set(words):
        return None
    return best if most >= MIN_SHARE * len(words) and kinds[best] >= MIN_KINDS else None


def _by_script(text: str) -> str | None:
    n_letters = sum(map(str.isalpha, text)) or 1
    for code, pattern in _SCRIPT_PATTERNS.items():
        share = len(pattern.findall(text)) / n_letters
        if share >= SCRIPT_SHARES.get(code, SCRIPT_SHARE):
            return code
    return None


def language_name(code: str) -> str:
    """The language's English name with its code: "German (de)"."""
    return f"{NAMES[code]} ({code})" if code in NAMES else f"another language ({code})"
