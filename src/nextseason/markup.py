"""Templates of a stage, with escaping on for every one.

Package -> Environment.  What is asked for by file name could forget a template that was renamed,
and begin to trust what articles say.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined


def template_environment(package: str) -> Environment:
    """The templates of a package's `templates` folder.

    >>> template_environment("nextseason.dossier").from_string("{{ a }}").render(a="<b>")
    '&lt;b&gt;'
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template_source(package: str, name: str) -> str:
    """A template's text as it is: a style, a script."""
    environment = template_environment(package)
    return PackageLoader(package).get_source(environment, name)[0]
