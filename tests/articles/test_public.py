import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.public import (
    PLAIN,
    _taken_apart,
    host_key,
    is_public,
    joined,
    origin_of,
    web_address,
)

PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"]
THROUGH = {"::ffff:{}": "mapped", "64:ff9b::{}": "NAT64"}
NOT_PUBLIC = {
    "this machine": "127.0.0.1",
    "another of this machine": "127.8.8.8",
    "this machine, six": "::1",
    "this network": "0.1.2.3",
    "unspecified, six": "::",
    "private ten": "10.1.2.3",
    "private 172": "172.31.255.255",
    "private 192": "192.168.0.1",
    "link-local, metadata": "169.254.169.254",
    "carrier": "100.64.0.1",
    "a cloud's own": "168.63.129.16",
    "protocols": "192.0.0.9",
    "documentation": "192.0.2.1",
    "benchmarks": "198.18.0.1",
    "relay": "192.88.99.1",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "link-local, six": "fe80::1",
    "link-local with a scope": "fe80::1%eth0",
    "site-local": "fec0::1",
    "unique local": "fd00::1",
    "multicast, six": "ff02::1",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of a public one": "2002:101:101::",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "documentation, six": "2001:db8::1",
    "documentation, new": "3fff::1",
    "compatible": "::1.1.1.1",
    "local NAT64": "64:ff9b:1::1.1.1.1",
    "segments": "5f00::1",
    "no address": "example.org",
    "nothing": "",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_what_anybody_can_reach_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_what_not_everybody_can_reach_is_not(kind):
    assert not is_public(NOT_PUBLIC[kind])


@pytest.mark.parametrize("form", THROUGH, ids=THROUGH.get)
@pytest.mark.parametrize(
    ("inside", "public"), [("1.1.1.1", True), ("127.0.0.1", False), ("10.0.0.1", False)]
)
def test_an_address_in_another_counts_as_what_it_reaches(form, inside, public):
    assert is_public(form.format(inside)) is public


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_calls_private(address):
    assert not (is_public(str(address)) and (address.is_private or not address.is_global))


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:80/a/./b/../c", "http://example.org/a/c"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/#", "https://example.org/"),
        ("https://example.org/?", "https://example.org/?"),
    ],
)
def test_an_address_has_one_form(given, plain):
    assert web_address(given) == (plain, None)
    assert web_address(plain) == (plain, None)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "x",
        "/a/b",
        "//example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://example.org/",
        "http://",
        "http:///a",
        "http://[::1",
        "http://0177.0.0.1/",
        "http://a\nb/",
        "http://a.example/\r\nX-Y: z",
        "http://name:word@example.org/",
        "http://example.org\\@10.0.0.1/",
        "http://example.org:22/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_what_may_not_be_asked_is_told(given):
    assert web_address(given)[1]


def test_any_port_may_be_asked_where_private_addresses_may():
    assert web_address("http://localhost:631/", allow_private=True)[1] is None


@given(st.text())
def test_any_text_gets_a_verdict(text):
    url, fault = web_address(text)
    if fault is None:
        assert web_address(url) == (url, None)
        assert url.startswith(origin_of(url))
        assert host_key(url)


@given(st.text())
def test_any_reference_is_joined(reference):
    assert isinstance(joined("https://example.org/a", reference), str)


@given(
    st.sampled_from(["http://", "https://"]),
    st.text("ab1.-x", max_size=8),
    st.sampled_from([".com", ".example", ".org/", ".io/a"]),
    st.text("a./?-%&=+;@~", max_size=12),
)
def test_what_is_plain_needs_no_taking_apart(scheme, host, top, path):
    url = scheme + host + top + path
    if PLAIN.fullmatch(url):
        assert _taken_apart(url, allow_private=False) == (url, None)


@pytest.mark.parametrize(
    "url",
    [
        "https://reel.example/",
        "https://reel.example/2027/03/low-fen_2.html",
        "http://www.reel.example/a/?page=2&b=c",
    ],
)
def test_addresses_as_they_mostly_are_are_plain(url):
    assert PLAIN.fullmatch(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://reel.example",
        "https://reel.example:8080/",
        "https://ada@reel.example/",
        "https://reel.example/a/../b",
        "https://reel.example/a%20b",
        "https://xn--rel-example.example/",
        "https://127.0.0.1/",
        "https://reel.example/a#b",
        "HTTPS://reel.example/",
    ],
)
def test_others_are_taken_apart(url):
    assert not PLAIN.fullmatch(url)
