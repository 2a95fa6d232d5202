"""The commands on who says it: what was learned of sources, and who copies whom."""

from nextseason.command_io import (
    AsOf,
    Output,
    RowForm,
    RowFormat,
    day_of,
    destination,
    finish,
    open_articles,
    read_sources,
    refuse_overwriting,
)
from nextseason.option_groups import with_groups
from nextseason.reader_options import ReaderOptions, chosen_reader
from nextseason.source_options import SourceOptions


@with_groups
def sources(
    *,
    as_of: AsOf = None,
    form: RowForm = RowFormat.TABLE,
    output: Output = None,
    asked: SourceOptions,
) -> None:
    """How often each site is wrong, late or guessing, learned from what all of them say."""
    from nextseason.flow import learn_sources
    from nextseason.tables import sources_table
    from nextseason.truth import described
    from nextseason.wire import to_line

    refuse_overwriting(asked, output)
    with chosen_reader(ReaderOptions()) as chosen:
        reading = read_sources(asked, chosen)
    found = described(learn_sources(reading, as_of=day_of(as_of)))
    with destination(output) as console:
        if form is RowFormat.TABLE:
            console.print(sources_table(found))
        else:
            console.file.writelines(to_line(source.as_json()) + "\n" for source in found)
    nothing = "" if found else f"no claim on a renewal in {len(reading.articles)} articles"
    finish(reading.rejected, nothing=nothing)


@with_groups
def copies(
    *,
    output: Output = None,
    asked: SourceOptions,
) -> None:
    """Which articles are copies of each other: a line for each group, the one kept first."""
    from nextseason.articles import group_copies
    from nextseason.domain import Article, Rejected
    from nextseason.wire import to_line

    refuse_overwriting(asked, output)
    opened = list(open_articles(asked))
    articles = {item.id: item for item in opened if isinstance(item, Article)}
    with destination(output) as console:
        for group in group_copies(articles.values()):
            told = [
                {"id": a.id, "site": a.site, "url": a.url, "title": a.title}
                for a in (articles[name] for name in (group.kept, *group.copies))
            ]
            console.file.write(to_line({"kept": told[0], "copies": told[1:]}) + "\n")
    finish([item for item in opened if isinstance(item, Rejected)])
