"""The sites of this half: two of each kind, each with a template of its name beside this file."""

from benchmarks.pages.design import EVERYTHING, Design
from benchmarks.pages.markup import Style

DESIGNS = (
    Design(
        name="trade-galley",
        kind="trade",
        outlet="Galley Wire",
        host="galleywire.example",
        address="/{y}/tv/news/{slug}-{n}/",
        style=Style(
            h2='<h2 class="wp-block-heading">{}</h2>',
            link='<a href="/t/{}/" id="auto-tag" data-tag="x">{}</a>',
        ),
    ),
    Design(
        name="trade-ledger",
        kind="trade",
        outlet="The Showledger",
        host="showledger.test",
        address="/television/{slug}",
        style=Style(
            paragraph='<p class="css-g5piaz evys1bk0">{}</p>',
            h2='<h2 class="css-w1mj4e eoo0vm40">{}</h2>',
            emphasis='<em class="css-2fg4z9 e1gzwzxm0">{}</em>',
        ),
    ),
    Design(
        name="newspaper-herald",
        kind="newspaper",
        outlet="The Firth Herald",
        host="firthherald.example",
        address="/tv-and-radio/{y}/{m}/{d}/{slug}",
        style=Style(h2="<h2><strong>{}</strong></h2>"),
    ),
    Design(
        name="newspaper-abend",
        kind="newspaper",
        outlet="Abendkurier",
        host="abendkurier.example",
        address="/kultur/{slug}-{n}.html",
        style=Style(h2="<h3>{}</h3>"),
    ),
    Design(
        name="blog-marsh",
        kind="blog",
        outlet="Eel Season",
        host="eelseason.example",
        address="/{slug}/",
        style=Style(h2='<h2 id="h">{}</h2>'),
        tells=EVERYTHING - {"updated"},
    ),
    Design(
        name="blog-attic",
        kind="blog",
        outlet="The Porch Attic",
        host="porchattic.test",
        address="/news/{y}{m}{d}.htm",
        style=Style(
            paragraph="<P>{}\n",
            h2="<P><B>{}</B>\n",
            h3="<P><B>{}</B>\n",
            items="<UL>{}</UL>",
            item="<LI>{}\n",
            emphasis="<I>{}</I>",
            link='<A HREF="/{}.htm">{}</A>',
        ),
        tells=EVERYTHING - {"updated", "canonical"},
    ),
    Design(
        name="farm-fanbuzz",
        kind="farm",
        outlet="FanBuzz Daily",
        host="fanbuzzdaily.example",
        address="/{slug}/",
        style=Style(
            h2='<h2><span class="ez-toc-section" id="h"></span>{}<span '
            'class="ez-toc-section-end"></span></h2>',
            paragraph='<p><span style="font-weight: 400;">{}</span></p>',
            item='<li aria-level="1"><span style="font-weight: 400;">{}</span></li>\n',
            emphasis="<i>{}</i>",
        ),
    ),
    Design(
        name="farm-seasonly",
        kind="farm",
        outlet="Seasonly",
        host="seasonly.test",
        address="/tv/{slug}-{n}",
        style=Style(
            paragraph='<div class="txt">{}</div>',
            h2='<div class="txt"><h2>{}</h2></div>',
            h3='<div class="txt"><h3>{}</h3></div>',
            items='<div class="txt"><ul>{}</ul></div>',
            emphasis="<b>{}</b>",
        ),
        tells=EVERYTHING - {"canonical"},
    ),
    Design(
        name="list-scorecard",
        kind="list",
        outlet="Pilot Season",
        host="pilotseason.example",
        address="/lists/{slug}/",
        style=Style(
            table='<div class="table-wrap"><table class="data"><tbody>{}</tbody></table></div>',
            head_cell='<th scope="col">{}</th>',
        ),
    ),
    Design(
        name="list-tally",
        kind="list",
        outlet="Tally",
        host="tally.test",
        address="/story/{n}",
        style=Style(
            cell="<td><p>{}</p></td>",
            head_cell="<td><p><strong>{}</strong></p></td>",
            items="<ol>{}</ol>",
        ),
        tells=EVERYTHING - {"canonical"},
    ),
)
