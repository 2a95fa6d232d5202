"""Which addresses may be asked: web addresses, of machines that anybody can reach.

Text -> a verdict.  Nothing is looked up: a name's addresses are checked by `fetch` when it
connects, and it connects to the very address that was checked.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from httpx import URL, InvalidURL

MAX_URL_CHARS = 2_000  # longer ones are traps, or hold data
WEB_PORTS = (80, 443)
# Already in its one form, as nearly all addresses of site maps are: told a hundred times as fast
# as by taking it apart.  No port, no name or password, no "..", nothing written as a number.
PLAIN = re.compile(
    r"https?://(?!xn--)[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?!xn--)[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z]{2,63}"
    r"(?:/(?![./])[\w~,+=;@!$()*-]*(?:\.(?!\.?(?:/|$|\?))[\w~,+=;@!$()*-]*)*)+(?:\?[\w~,+=;&/.-]+)?",
    re.ASCII,
)
FIRST_FREE_PORT = 1024  # below it, other services have their places

# `ipaddress` calls these global.
NOT_PUBLIC_V4 = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays of 6to4, given up
            "168.63.129.16/32",  # a cloud's own services, reached from its machines
        ),
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")
NOT_PUBLIC_V6 = tuple(
    map(
        ip_network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address, any, in disguise
            "3fff::/20",  # documentation
        ),
    )
)
# Networks without IPv4 reach it through these: what counts is the address inside.
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether anybody on the internet would reach the same machine by this address.

    Examples
    --------
    >>> [is_public(a) for a in ("1.1.1.1", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0")]
    [True, False, False, False]
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    if (inside := _inside(parsed)) is not None:
        return _is_public_v4(inside)
    return parsed in PUBLIC_V6 and not any(parsed in net for net in NOT_PUBLIC_V6)


def _is_public_v4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved
    return address.is_global and not special and not any(address in n for n in NOT_PUBLIC_V4)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is reached by way of this one."""
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped


def web_address(url: str, *, allow_private: bool = False) -> tuple[str, str | None]:
    """The address in its one form, without a fragment; and why it may not be asked, or None.

    Examples
    --------
    >>> web_address("HTTP://Example.org:80/a/../season-2#cast")
    ('http://example.org/season-2', None)
    >>> web_address("file:///etc/hostname")[1]
    'not a web address; give one that starts with http:// or https://'
    """
    if len(url) <= MAX_URL_CHARS and PLAIN.fullmatch(url):
        return url, None
    return _taken_apart(url, allow_private=allow_private)


def _taken_apart(url: str, *, allow_private: bool) -> tuple[str, str | None]:
    try:
        parsed = URL(url)
    except (InvalidURL, ValueError, TypeError):
        return url, "not a web address that can be read; check it"
    if parsed.scheme not in ("http", "https") or not parsed.host:
        return url, "not a web address; give one that starts with http:// or https://"
    if parsed.userinfo:
        return url, "it holds a name or password; give it without"
    if len(url) > MAX_URL_CHARS:
        return url, f"its address is longer than {MAX_URL_CHARS:,} characters"
    if not allow_private and not _is_web_port(parsed.port):
        return url, f"port {parsed.port} is not one of the web"
    default = {"http": 80, "https": 443}[parsed.scheme]
    port = None if parsed.port == default else parsed.port
    # The path is named, for an empty one is "/".
    return str(parsed.copy_with(raw_path=parsed.raw_path, fragment=None, port=port)), None


def _is_web_port(port: int | None) -> bool:
    return port is None or port in WEB_PORTS or FIRST_FREE_PORT <= port < 65_536


def origin_of(url: str) -> str:
    """Scheme, host and port of a web address.

    Examples
    --------
    >>> origin_of("https://example.org:8443/a?b")
    'https://example.org:8443'
    """
    parsed = URL(url)
    return str(parsed.copy_with(raw_path=b"/", fragment=None)).rstrip("/")


def host_key(url: str) -> str:
    """The host, by which the pace is kept; empty where there is none.

    Examples
    --------
    >>> host_key("https://EXAMPLE.org:8443/a")
    'example.org'
    """
    try:
        return URL(url).raw_host.decode("ascii").rstrip(".")
    except (InvalidURL, ValueError):
        return ""


def joined(url: str, reference: str) -> str:
    """The address that a reference on a page means; the reference itself if it means none.

    Examples
    --------
    >>> joined("https://example.org/a/b", "../c")
    'https://example.org/c'
    """
    try:
        return str(URL(url).join(reference))
    except (InvalidURL, ValueError):
        return reference
