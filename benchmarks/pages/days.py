"""A day, as the pages of each language write it."""

from datetime import datetime

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
FORMS = {
    "us": "{month} {d}, {y}",
    "us-short": "{mon} {d}, {y}",
    "gb": "{d} {month} {y}",
    "gb-short": "{d} {mon} {y}",
    "us-weekday": "{weekday}, {month} {d}, {y}",
    "us-time": "{month} {d}, {y} {time}",
    "slashes": "{m}/{d}/{y}",
    "iso": "{y}-{m:02}-{d:02}",
    "dots": "{d:02}.{m:02}.{y}",
    "de": "{d}. {month} {y}",
    "es": "{d} de {month} de {y}",
    "pt": "{d} de {month} de {y}",
    "fr": "{d} {month} {y}",
    "ru": "{d} {month} {y}",
    "ko": "{y}년 {m}월 {d}일",
    "ja": "{y}年{m}月{d}日",
}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def written(moment: datetime, form: str) -> str:
    """The day of a moment in one of the forms.

    Examples
    --------
    >>> written(datetime(2025, 3, 4), "de")
    '4. März 2025'
    """
    month = MONTHS.get(form, MONTHS["en"]).split()[moment.month - 1]
    return FORMS[form].format(
        y=moment.year,
        m=moment.month,
        d=moment.day,
        month=month,
        mon=month[:3],
        weekday=WEEKDAYS.split()[moment.weekday()],
        time=f"{moment.hour % 12 or 12}:{moment.minute:02} {'PM' if moment.hour > 11 else 'AM'}",
    )
