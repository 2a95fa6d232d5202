"""..."""

from collections.abc import Iterator

from nextseason.claims.frame import Draft, Scene

TRIGGERS: tuple[str, ...] = ()


def read_reason(scene: Scene) -> Iterator[Draft]:
    yield from ()
