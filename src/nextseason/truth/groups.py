"""Things that belong together, from pairs that do.

Shared by the search for copies and by the names of persons.
"""

from collections.abc import Iterable


def linked(n_things: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """For each thing, the lowest-numbered one that it hangs together with.

    Examples
    --------
    >>> linked(5, [(1, 2), (4, 2)])
    [0, 1, 1, 3, 1]
    """
    parent = list(range(n_things))

    def root(thing: int) -> int:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]  # halves the path for those who ask next
            thing = parent[thing]
        return thing

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return [root(thing) for thing in range(n_things)]
