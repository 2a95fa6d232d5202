"""The language of a text, by its commonest words."""

import pytest

from nextseason.articles.html import read_html
from nextseason.articles.language import WORDS, language_name, language_of
from nextseason.errors import InputError

SENTENCES = {
    "en": "The drama has been renewed for a third season, and its creator says that it will be the "
    "last of them.",
    "de": "Die Serie wurde um eine dritte Staffel verlängert, und der Sender sagt, dass sie die "
    "letzte sein wird.",
    "fr": "La série a été renouvelée pour une troisième saison, et son créateur dit que ce sera la "
    "dernière de toutes.",
    "es": "La serie ha sido renovada por una tercera temporada, y su creador dice que será la "
    "última de todas ellas.",
    "pt": "A série foi renovada para uma terceira temporada, e o seu criador diz que não vai ser a "
    "última delas.",
    "it": "La serie è stata rinnovata per una terza stagione, e il suo creatore dice che non sarà "
    "l'ultima della storia.",
    "nl": "De serie is verlengd met een derde seizoen, en de maker zegt dat het niet het laatste "
    "van de reeks zal zijn.",
    "sv": "Serien har fått en tredje säsong, och dess skapare säger att det inte blir den sista "
    "för den som väntar.",
    "pl": "Serial został przedłużony o trzeci sezon, a jego twórca mówi, że nie będzie to ostatni "
    "z nich i że już pisze.",
    "tr": "Dizi üçüncü sezon için onay aldı ve yaratıcısı bu sezonun son olmadığını, daha çok "
    "hikaye için yeni bir plan olduğunu söyledi.",
    "ru": "Сериал продлён на третий сезон, и его создатель говорит, что он будет последним.",
    "uk": "Серіал продовжено на третій сезон, і його творець каже, що він буде останнім.",
    "ko": "이 드라마는 시즌 3 제작이 확정되었으며 제작자는 마지막이 될 것이라고 말했다.",
    "ja": "このドラマはシーズン3の制作が決定し、制作者はこれが最後になると語った。",
    "zh": "该剧已续订第三季,主创表示这将是最后一季。",
    "ar": "تم تجديد المسلسل لموسم ثالث ويقول صانعه إنه سيكون الأخير.",
    "el": "Η σειρά ανανεώθηκε για τρίτη σεζόν και ο δημιουργός της λέει ότι θα είναι η τελευταία.",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_language(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "Renewed!", "Ada Pell Ben Oduya " * 20, "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
     "tá sé is a an ina a is bhfuil sé a an mar sin a bhí"],
    ids=["nothing", "a word", "names", "numbers", "Gaelic"],
)  # fmt: skip
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert language_of(text) is None


def test_every_language_that_is_told_has_a_name() -> None:
    assert all(language_name(code).endswith(f"({code})") for code in WORDS)
    assert not any(language_name(code).startswith("another") for code in WORDS)


def test_a_page_in_another_language_is_set_aside_by_name() -> None:
    page = f"<html lang='en'><article><p>{SENTENCES['de']}</p></article>"
    with pytest.raises(InputError, match=r"in German \(de\); only English is read"):
        read_html(page.encode())


def test_the_words_go_before_what_the_page_says() -> None:
    page = f"<html lang='de'><article><p>{SENTENCES['en']}</p></article>"
    assert read_html(page.encode()).language == "en"
