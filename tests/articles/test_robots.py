import time

import pytest

from nextseason.articles.robots import MAX_BYTES, Rules, read_rules

SHUT = "its robots.txt keeps robots out"


@pytest.mark.parametrize(
    ("body", "path", "refused"),
    [
        (b"", "/x", False),
        (b"User-agent: *\nDisallow:", "/x", False),
        (b"User-agent: *\nDisallow: /x", "/xy", True),
        (b"User-agent: *\nDisallow: /\nAllow: /x", "/x", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/a.pdf", True),
        (b"User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", False),
        (b"User-agent: otherbot\nDisallow: /", "/x", False),
        (b"User-agent: nextseason\nDisallow: /x\n\nUser-agent: *\nDisallow: /y", "/x", True),
        (b"User-agent: nextseason\nDisallow: /x\n\nUser-agent: *\nDisallow: /y", "/y", False),
        (b"User-Agent: a\nUser-Agent: NextSeason\nUser-Agent: b\nDisallow: /", "/x", True),
        (b"user-agent: a\nuser-agent: b\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /", "/x", True),
        (b"User-agent: * # all\nDisallow: / # of it", "/x", True),
        (b"<!doctype html><p>Not found", "/x", False),
        (b"\x00\xff\xfe", "/x", False),
        (b"#" * MAX_BYTES + b"\nUser-agent: *\nDisallow: /", "/x", False),
        (b"User-agent: *\nDisallow: /" + b"x" * 20, "/" + "x" * 20, True),
    ],
)
def test_rules_are_read(body, path, refused):
    assert (read_rules(body).refusal(f"https://a.example{path}") == SHUT) is refused


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        (b"Crawl-delay: 2.5", 2.5),
        (b"Crawl-delay: -1", 0.0),
        (b"Crawl-delay: nan", 0.0),
        (b"Crawl-delay: soon", 0.0),
        (b"Request-rate: 1/10", 10.0),
        (b"Disallow: /x", 0.0),
    ],
)
def test_the_pace_that_a_host_wants_is_read(line, seconds):
    assert read_rules(b"User-agent: *\n" + line).delay_seconds == seconds


def test_a_closed_host_lets_nothing_be_asked():
    assert Rules(closed="down").refusal("https://a.example/") == "down"
    assert Rules().refusal("https://a.example/") is None


HOSTILE = {
    "names before rules": "".join(f"User-agent: a{n}\n" for n in range(16_000))
    + "Allow: /a\n" * 27_000,
    "our name with stars": "".join(f"User-agent: n{'*' * (n % 50)}\n" for n in range(9_000))
    + "Allow: /a\n" * 9_000,
    "stars": "User-agent: *\n" + f"Disallow: /{'*a' * 100}b\n" * 2_000,
    "one long pattern": "User-agent: *\nDisallow: /" + "*a" * 250_000,
    "groups": "".join(f"User-agent: *\nDisallow: /{n}\n" for n in range(15_000)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_files_made_to_harm_are_read_in_bounded_time(kind):
    began = time.process_time()
    rules = read_rules(HOSTILE[kind].encode())
    for n in range(10):
        rules.refusal(f"https://a.example/{'a' * 1_000}{n}")
    assert time.process_time() - began < 5
