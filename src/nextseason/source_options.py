"""The options that say where articles are to be had, and with what manners.

Addresses among the paths are got from the web; feeds, site maps and archives have an option each.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nextseason.errors import InputError

if TYPE_CHECKING:
    from nextseason.flow import Asked

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|URL]...",
        help="Articles: files (text, Markdown, HTML, JSON Lines, WARC, WET), folders, globs, "
        "web addresses, or - for standard input.",
        show_default=False,
    ),
]
Feeds = Annotated[
    list[str] | None,
    typer.Option(
        "--feed",
        metavar="URL",
        help="An RSS or Atom feed whose articles to get; may be repeated.",
        show_default=False,
    ),
]
Sitemaps = Annotated[
    list[str] | None,
    typer.Option(
        "--sitemap",
        metavar="URL",
        help="A site map whose pages to get; may be repeated.",
        show_default=False,
    ),
]
Archives = Annotated[
    list[str] | None,
    typer.Option(
        "--archive",
        metavar="FILE",
        help="A web archive (WARC or WET, packed or not) under any name, a folder of them, "
        "or - for standard input; may be repeated.",
        show_default=False,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Your web or mail address: servers are told whose robot this is.",
        show_default=False,
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        min=0.01,
        max=50,
        metavar="N",
        help="Requests a second to one host, at most; its robots.txt may ask for fewer.",
        show_default="1",
    ),
]
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="DIR",
        help="Where pages are kept, so that a broken run goes on where it was.",
        show_default="the user's cache folder",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Also get pages of this machine and of local networks.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What was given of the sources; None: not given."""

    paths: list[str] | None
    feeds: list[str] | None = None
    sitemaps: list[str] | None = None
    archives: list[str] | None = None
    contact: str | None = None
    rate: float | None = None
    cache: Path | None = None
    allow_private: bool = False

    def asked(self) -> "Asked":
        """What they ask for.

        Raises
        ------
        typer.BadParameter
            No source is given, or an option cannot be.
        """
        from nextseason.articles.gather import default_cache
        from nextseason.articles.web import Manners, user_agent
        from nextseason.flow import Asked

        given = (self.paths, self.feeds, self.sitemaps, self.archives)
        if not any(given):
            raise typer.BadParameter(
                "no articles are named; give files, folders, addresses, --feed or --archive"
            )
        try:
            manners = Manners(
                user_agent=user_agent(self.contact),
                requests_per_second_per_host=self.rate or 1.0,
                allow_private=self.allow_private,
            )
        except InputError as fault:
            raise typer.BadParameter(str(fault)) from None
        return Asked(
            paths=tuple(self.paths or ()),
            feeds=tuple(self.feeds or ()),
            sitemaps=tuple(self.sitemaps or ()),
            archives=tuple(self.archives or ()),
            manners=manners,
            cache_dir=self.cache or default_cache(),
        )

    def names(self) -> list[str]:
        """The files that may be among the sources."""
        return [*(self.paths or ()), *(self.archives or ())]
