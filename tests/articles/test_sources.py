"""Sources: files, folders, patterns, standard input; limits and copies."""

import json
import os
import re
import tracemalloc
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles import files, load_articles
from nextseason.articles.files import MAX_BYTES, SUFFIXES
from nextseason.domain import Article, Rejected

PAGE = (
    b"<html><body><article><h1>Back</h1><p>The drama will be back for another season, the "
    b"studio says.</p><p>Eight episodes are to be made.</p></article></body></html>"
)


def titles(sources: Iterable[str | Path]) -> list[str]:
    return [found.title for found in load_articles(sources) if isinstance(found, Article)]


def reason(source: str | Path, stdin: BytesIO | None = None) -> str:
    (rejected,) = load_articles([source], stdin=stdin)
    assert isinstance(rejected, Rejected)
    return rejected.reason


def write(path: Path, title: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\nText of {title}.", encoding="utf-8")
    return path


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.TXT",
        ".hidden.txt",
        ".git/d.txt",
        "e.py",
        "f_files/g.txt",
    ):
        write(tmp_path / name, Path(name).name)
    (tmp_path / "f.html").write_bytes(PAGE)
    return tmp_path


def test_a_folder_is_walked_in_order_and_others_files_are_passed_over(folder: Path) -> None:
    assert titles([folder]) == ["", "b.txt", "Back", "c.TXT"]


def test_patterns(folder: Path) -> None:
    assert titles([f"{folder}/*.txt"]) == ["b.txt"]
    assert titles([f"{folder}/[bx].t?t"]) == ["b.txt"]
    assert titles([f"{folder}/**/*.TXT"]) == ["c.TXT"]
    assert titles([f"{folder}/*"]) == ["", "b.txt", "Back"]
    assert titles([f"{folder}/*.py"]) == ["e.py"]


def test_a_file_reached_twice_is_read_once(folder: Path) -> None:
    assert titles([folder / "b.txt", folder, f"{folder}/*.txt"]) == [
        "b.txt",
        "",
        "Back",
        "c.TXT",
    ]


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    assert titles([write(tmp_path / "[1].txt", "One")]) == ["One"]


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("page", PAGE, "Back"),
        ("page.php", b"\xef\xbb\xbf \n" + PAGE, "Back"),
        ("page.asp", PAGE.decode().encode("utf-16"), "Back"),
        ("note.text", b"Back\n\nYes.", "Back"),
        ("all.json", line(title="Back", text="Yes."), "Back"),
    ],
)
def test_a_file_named_by_itself_may_have_any_suffix(
    tmp_path: Path, name: str, data: bytes, title: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert titles([tmp_path / name]) == [title]
    (found,) = load_articles(["-"], stdin=BytesIO(data))
    assert isinstance(found, Article)
    assert found.title == title


def test_standard_input_is_left_open() -> None:
    stdin = BytesIO(b"Back\n\nYes.")
    assert len(list(load_articles(["-", "-"], stdin=stdin))) == 1
    assert not stdin.closed


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://example.org/x", "an address of the web is no file"),
        ("HTTP://example.org/x", "an address of the web is no file"),
        ("nowhere.txt", "no such file or folder"),
        ("", "no such file or folder"),
        ("nul\0.txt", "no such file or folder"),
        ("nowhere/*.txt", "no file that can be read matches"),
        ("-", "there is none"),
        ("a" * 5000, "cannot be read"),
    ],
)
def test_sources_that_give_nothing(source: str, expected: str) -> None:
    assert re.search(expected, reason(source))


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.md", b"---\ntitle: A\n---\n", "no readable text"),
        ("a.txt", b"\x89PNG\0", "binary"),
        ("a.jsonl", b"\x1f\x8b\0", "binary"),
        ("a.jsonl", b'[\n{"text": "x"}\n]\n', "one JSON document"),
        ("a.jsonl", b'{\n"text": "x"\n}\n', "one JSON document"),
    ],
)
def test_files_that_give_nothing(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert expected in reason(tmp_path / name)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "holds no file that can be read (.txt" in reason(tmp_path)


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", "A")
    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert reason(path).startswith("permission denied")


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    text = reason(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "200,000,000 bytes" in text
    assert "20,000,000" in text
    assert peak < 1_000_000


def test_a_long_line_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(line(id="1", text="One."))
        for _ in range(70):
            file.write(b" " * 1_000_000)
        file.write(b"\n" + line(id="3", text="Three."))
    tracemalloc.start()
    first, second, third = load_articles([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Rejected)
    assert second.origin == f"{path}:2"
    assert "longer than 20,000,000 bytes" in second.reason
    assert peak < 2.5 * MAX_BYTES


def test_an_endless_stream_is_refused() -> None:
    with open("/dev/zero", "rb") if os.path.exists("/dev/zero") else pytest.skip() as stream:
        assert "over the limit" in reason("-", stream)


def test_lines_are_read_one_by_one() -> None:
    def lines() -> Iterable[bytes]:
        yield line(text="One.")
        raise AssertionError("read ahead")

    stream = _Stream(lines())
    assert isinstance(next(load_articles(["-"], stdin=stream)), Article)


class _Stream(BytesIO):
    """Gives one line at a time."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        super().__init__()
        self.lines = iter(lines)

    def read1(self, size: int = -1, /) -> bytes:
        return next(self.lines)

    def readinto(self, buffer: bytearray, /) -> int:
        data = next(self.lines)
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (b"{nonsense\n", "not a line of JSON"),
        (b"[1]\n", "expected a JSON object"),
        (b'{"text": 5}\n', "article.text: expected a string, got 5"),
        (b'{"text": " "}\n', "has no text"),
        (b'{"text": "x", "published": "soon"}\n', "article.published"),
        (b'{"text": "\xff"}\n', "not UTF-8"),
        (b'{"text": "\\ud800"}\n', "surrogate"),
        (b'{"text": "x", "id": "\\ud800"}\n', "surrogate"),
        (b"[" * 200_000 + b"\n", "not a line of JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}\n", "not a line of JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    tmp_path: Path, bad: bytes, expected: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line(text="One.") + b"\n" + bad + line(text="Two."))
    first, rejected, last = load_articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.origin == f"{path}:3"
    assert expected in rejected.reason
    assert len(rejected.reason) < 500


def test_the_text_of_a_line_is_left_as_it_is(tmp_path: Path) -> None:
    text = "  A\r\n\r\n\u2022 cafe\u0301\u00a0\x07 "
    path = tmp_path / "a.ndjson"
    path.write_bytes(line(text=text, url="https://www.reel.example/x"))
    (article,) = load_articles([path])
    assert isinstance(article, Article)
    assert article.text == text
    assert article.site == "reel.example"


def test_a_copy_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "A")
    (tmp_path / "b.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    assert titles([tmp_path]) == ["A"]


def test_another_text_under_the_same_id_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(id="x", text="One."))
    (tmp_path / "b.jsonl").write_bytes(line(id="x", text="Two.") + line(id="x", text="One."))
    first, rejected = load_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.origin == f"{tmp_path}/b.jsonl:1"
    assert "another article before it has the id 'x'" in rejected.reason


FRAGMENTS = st.sampled_from(
    [b"<p>", b"</p>", b"<table><tr><td>", b"- ", b"# ", b"---\n", b"\n\n", b'{"text": "', b'"}',
     b"\xff\xfe", b"\xef\xbb\xbf", b"<!--", b"&#0;", b"<time datetime='2031-", b"```", b"\r"]
)  # fmt: skip


@given(
    data=st.binary() | st.lists(FRAGMENTS | st.binary(max_size=8), max_size=30).map(b"".join),
    suffix=st.sampled_from([*SUFFIXES, "", ".bin"]),
)
def test_any_bytes_give_articles_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    found = list(load_articles([path]))
    assert found
    assert all(isinstance(item, Article | Rejected) for item in found)
    for item in found:
        (item.text if isinstance(item, Article) else item.reason).encode()


def test_text_in_another_language_is_set_aside_by_name(tmp_path):
    german = "Die Serie ist zurück, und sie wird von dem Sender um eine weitere Staffel verlängert."
    (tmp_path / "de.txt").write_text(german, encoding="utf-8")
    (rejected,) = load_articles([tmp_path])
    assert rejected.reason == "it is in German (de); only English is read"
