"""Options that several commands share, declared once as the fields of a dataclass.

A command that takes such a dataclass -> one that takes its fields, as typer wants them.
"""

import inspect
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the fields of each dataclass in the dataclass's place.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Colours:
    ...     ink: str = "black"
    ...     paper: str = "white"
    >>> @with_groups
    ... def draw(path: str, colours: Colours) -> None:
    ...     print(path, colours)
    >>> print(inspect.signature(draw))
    (*, path: str, ink: str = 'black', paper: str = 'white')
    >>> draw(path="a.svg", ink="red", paper="white")
    a.svg Colours(ink='red', paper='white')
    """
    taken = _parameters(command)
    kinds = {name: p.annotation for name, p in taken.items() if isinstance(p.annotation, type)}
    groups = {name: kind for name, kind in kinds.items() if is_dataclass(kind)}
    fields = {name: _parameters(group) for name, group in groups.items()}

    @wraps(command)
    def of_fields(**given: object) -> None:
        made = {
            name: groups[name](**{field: given.pop(field) for field in fields[name]})
            for name in groups
        }
        command(**given, **made)

    shown = [p for name in taken for p in fields.get(name, {name: taken[name]}).values()]
    # Where typer looks: the wrapper's own would be `**given`.
    of_fields.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in shown]
    )
    return of_fields


def _parameters(taker: Callable[..., object]) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(taker, eval_str=True).parameters)
