import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.feeds import MAX_ENTRIES, read_feed
from nextseason.articles.web import Entry
from nextseason.errors import InputError

URL = "https://a.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Screens</title><link>https://a.example/</link>
<atom:link rel="next" href="?page=2"/>
<item><title>Ada &amp;amp; Ben &lt;b&gt;return&lt;/b&gt;</title><link>https://a.example/1#top</link>
<media:title>A picture</media:title><media:content url="https://a.example/1.jpg"/>
<category>tv</category>
<pubDate>Mon, 01 Mar 2027 10:00:00 +0100</pubDate>
<description>&lt;p&gt;Renewed.</description></item>
<item><title>Two</title><guid>https://a.example/2</guid><dc:date>2027-03-02T09:00:00Z</dc:date></item>
<item><title>No address</title><guid isPermaLink="false">17</guid></item>
<item><title>One again</title><link>https://a.example/1</link></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/tv/">
<title>Screens</title><link rel="self" href="https://a.example/feed"/>
<link rel="next" href="feed?page=2"/>
<entry><title type="html">Halcyon &lt;i&gt;three&lt;/i&gt;</title>
<link rel="replies" href="1/comments"/><link href="1"/>
<published>2027-03-01T10:00:00Z</published><updated>2027-03-05T10:00:00Z</updated>
<summary>Filming.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>S</title></channel>
<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link></item></rdf:RDF>"""


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


def urls(feed):
    return [entry.url for entry in feed.entries]


def test_rss_is_read():
    feed = read_feed(RSS.encode(), url=URL)
    assert feed.entries == (
        Entry(
            url="https://a.example/1",
            title="Ada & Ben return",
            summary="Renewed.",
            published=at(2027, 3, 1, 9),
        ),
        Entry(url="https://a.example/2", title="Two", updated=at(2027, 3, 2, 9)),
    )


def test_atom_is_read():
    feed = read_feed(ATOM.encode(), url=URL)
    assert feed.entries == (
        Entry(
            url="https://b.example/tv/1",
            title="Halcyon three",
            summary="Filming.",
            published=at(2027, 3, 1, 10),
            updated=at(2027, 3, 5, 10),
        ),
    )
    assert feed.older == "https://b.example/tv/feed?page=2"


def test_rdf_is_read():
    assert urls(read_feed(RDF.encode(), url=URL)) == ["https://a.example/1"]


ITEM = "<item><title>Café</title><link>https://a.example/1</link></item>"
BROKEN = {
    "never closed": f"<rss><channel>{ITEM}<item><title>Cut",
    "loose ampersand": f"<rss><channel><title>A & B</title>{ITEM}</channel></rss>",
    "HTML's letters": "<rss><channel><item><title>Caf&eacute;&nbsp;</title>"
    "<link>https://a.example/1</link></item></channel></rss>",
    "junk before": f"\n\n Warning: PHP <rss><channel>{ITEM}</channel></rss>",
    "wrong nesting": f"<rss><channel>{ITEM}</rss></channel>",
    "control letters": f"<rss><channel>{ITEM}\x0b\x01</channel></rss>",
    "says another encoding": f"<?xml version='1.0' encoding='ascii'?><rss>{ITEM}</rss>",
    "undeclared prefix": "<rss><channel><item><title>Café</title><media:title>A picture"
    "</media:title><link>https://a.example/1</link></item><x:y>z</x:y></channel></rss>",
    "no channel": f"<rss>{ITEM}</rss>",
    "document type": f"<!DOCTYPE rss SYSTEM 'http://127.0.0.1/x.dtd'><rss><channel>{ITEM}</channel></rss>",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_feeds_survive(kind):
    feed = read_feed(BROKEN[kind].encode(), url=URL)
    assert [(e.url, e.title) for e in feed.entries] == [("https://a.example/1", "Café")]


def test_a_day_under_an_undeclared_prefix_is_read():
    data = b"<rss><item><link>/1</link><dc:date>2027-03-02</dc:date></item></rss>"
    assert read_feed(data, url=URL).entries[0].updated == at(2027, 3, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1", "cp1252"])
@pytest.mark.parametrize("declares", [True, False], ids=["in the file", "in the header"])
def test_any_encoding_that_is_told_is_read(encoding, declares):
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declares else ""
    data = f"{head}<rss><channel>{ITEM}</channel></rss>".encode(encoding)
    feed = read_feed(data, url=URL, content_type=f"text/xml; charset={encoding}")
    assert feed.entries[0].title == "Café"


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (b"", "it is empty"),
        (b"\0\1", "it is binary"),
        (b"just words", "it is no XML"),
        (b"{}", "it is no XML"),
        (b"<svg><item/></svg>", "it is no feed; give the address of its RSS or Atom feed"),
        (
            b'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" '
            b'href="/rss.xml"></head><body>Welcome</body></html>',
            "give https://a.example/rss.xml",
        ),
    ],
    ids=["empty", "binary", "words", "JSON", "picture", "page"],
)
def test_what_is_no_feed_is_refused(data, remedy):
    with pytest.raises(InputError) as raised:
        read_feed(data, url=URL)
    assert remedy in str(raised.value)


def test_an_empty_feed_is_a_feed():
    assert read_feed(b"<rss><channel/></rss>", url=URL).entries == ()


@pytest.mark.parametrize("said", ["Mon, 99 Mar 2027", "0000-00-00T00:00:00Z", "soon"])
def test_days_that_cannot_be_are_not_known(said):
    data = f"<rss><channel><item><link>/1</link><pubDate>{said}</pubDate></item></channel></rss>"
    (entry,) = read_feed(data.encode(), url=URL).entries
    assert entry.published is None


def test_what_stands_in_files_is_not_read():
    data = b"""<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>&e;</title><link>/1</link></item></channel></rss>"""
    assert "root" not in repr(read_feed(data, url=URL))


N = 40_000
BILLION = "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(c)} '{f'&{chr(c - 1)};' * 10}'>" for c in range(98, 109)
)
HOSTILE = {
    "entities in entities": f"{BILLION}]><rss><channel><item><title>&l;",
    "entities": "<!DOCTYPE r [" + "<!ENTITY a 'b'>" * N + "]><rss>",
    "deep": "<rss><channel>" + "<item>" * N,
    "categories": "<rss><channel><item>" + "".join(f"<category>{n}</category>" for n in range(N)),
    "links": "<rss><channel><item>" + "<link href='a'/>" * N,
    "attributes": "<rss><channel><item " + " ".join(f"a{n}='>'" for n in range(N)) + "><title>& b",
    "namespaces": "<rss><channel>" + "".join(f"<x{n}:a xmlns:x{n}='y{n}'/>" for n in range(N)),
    "entries": "<rss><channel>" + "<item><link>/1</link></item>" * N,
    "brackets": "<rss><channel><item><title>" + "<" * N,
    "CDATA": "<rss><channel><item><title>" + "<![CDATA[" * N,
    "ampersands": "<rss><channel><item><title>" + "&" * N,
    "keywords": "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><item>"
    f"<itunes:keywords>{' '.join(map(str, range(N)))}</itunes:keywords>",
    "a long day": f"<rss><channel><item><pubDate>{'1 ' * N}</pubDate>",
    "a long title": f"<rss><channel><item><link>/1</link><title>{'&lt;a ' * N}</title>",
    "nested summaries": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary type='xhtml'>"
    + "<div a='b'>" * 200
    + "x" * N,
    "a page of links": "<html>" + "<a href=x>" * N,
    "an open tag": "<html><a " + "href=x " * N,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_feeds_made_to_harm_take_bounded_time(kind, encoding):
    began = time.process_time()
    try:
        feed = read_feed(HOSTILE[kind].encode(encoding), url=URL)
    except InputError:
        pass
    else:
        assert len(feed.entries) <= MAX_ENTRIES
        assert len(repr(feed)) < 1_000_000
    assert time.process_time() - began < 2


@given(st.text(alphabet="<>/=\"'&;! aeilmnrstu[]-?:", max_size=300), st.sampled_from([RSS, ATOM]))
def test_any_damage_gives_a_feed_or_a_reason(damage, feed):
    middle = len(feed) // 2
    try:
        found = read_feed(f"{feed[:middle]}{damage}{feed[middle:]}".encode(), url=URL)
    except InputError:
        return
    assert all(entry.url.startswith(("http://", "https://")) for entry in found.entries)


def test_a_name_that_xml_cannot_have_breaks_the_feed_and_nothing_else() -> None:
    data = b"<feed xmlns='ht)tp://www.w3.org/2005/Atom'><entry><id>a</id></entry></feed>"
    with pytest.raises(InputError, match="the feed is broken"):
        read_feed(data, url="https://reel.example/feed")
