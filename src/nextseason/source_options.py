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


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What was given of the sources; None: not given."""

    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL]...",
            help="Articles: files (text, Markdown, HTML, JSON Lines, WARC, WET), folders, globs, "
            "web addresses, or - for standard input.",
            show_default=False,
        ),
    ] = None
    feed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="An RSS or Atom feed whose articles to get; may be repeated.",
            show_default=False,
        ),
    ] = None
    sitemap: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="A site map whose pages to get; may be repeated.",
            show_default=False,
        ),
    ] = None
    archive: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="A web archive (WARC or WET, packed or not) under any name, a folder of them, "
            "or - for standard input; may be repeated.",
            show_default=False,
        ),
    ] = None
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Your web or mail address: servers are told whose robot this is.",
            show_default=False,
        ),
    ] = None
    rate: Annotated[
        float | None,
        typer.Option(
            min=0.01,
            max=50,
            metavar="N",
            help="Requests a second to one host, at most; its robots.txt may ask for fewer.",
            show_default="1",
        ),
    ] = None
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where pages are kept, so that a broken run goes on where it was.",
            show_default="the user's cache folder",
        ),
    ] = None
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private",
            help="Also get pages of this machine and of local networks.",
            show_default=False,
        ),
    ] = False

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

        given = (self.paths, self.feed, self.sitemap, self.archive)
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
            feeds=tuple(self.feed or ()),
            sitemaps=tuple(self.sitemap or ()),
            archives=tuple(self.archive or ()),
            manners=manners,
            cache_dir=self.cache or default_cache(),
        )

    def names(self) -> list[str]:
        """The files that may be among the sources."""
        return [*(self.paths or ()), *(self.archive or ())]
