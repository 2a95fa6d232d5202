"""..."""

from collections.abc import Iterator

from nextseason.claims.frame import Draft, Scene

TRIGGERS: tuple[str, ...] = ()


def read_decision(scene: Scene) -> Iterator[Draft]:
    yield from ()
