"""..."""

from collections.abc import Iterator

from nextseason.claims.frame import Draft, Scene

TRIGGERS: tuple[str, ...] = ()


def read_campaign(scene: Scene) -> Iterator[Draft]:
    yield from ()
