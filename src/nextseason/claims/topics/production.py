"""How far the making of a season has come: ordered, written, filmed, halted, edited.

Scene -> drafts.  A step counts with its date where the sentence gives one, and without
where it only says that the step was taken; "not yet" makes it a negated one.
"""

from collections.abc import Iterator

from nextseason.claims.anycase import AnyCase
from nextseason.claims.beside import season_named_before, seasons_beside
from nextseason.claims.denial import is_denied
from nextseason.claims.events import events_of_windows, find_events, find_steps
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.happenings import MILESTONES, Event, Happening
from nextseason.claims.sentences import clause_around, is_question
from nextseason.claims.windows import WindowMention, find_windows
from nextseason.domain import Milestone, Production, Window

TRIGGERS: tuple[str, ...] = (
    *(
        "film*",
        "shoot*",
        "shot",
        "production*",
        "camera*",
        "set",
        "manufactur*",
        "preproduction",
    ),
    *("photography", "postproduction", "post", "editing", "edited", "wrap", "wrapped", "wraps"),
    *("script*", "screenplay*", "writ*", "penned", "penning", "work*", "develop*", "prepar*"),
    *("pipeline", "order*", "pickup", "picked", "commission*", "making", "can"),
)

_STEPS = {
    Happening.ORDER: Milestone.ORDERED,
    Happening.DEVELOPMENT: Milestone.DEVELOPMENT,
    Happening.WRITING: Milestone.WRITING,
    Happening.FILMING_START: Milestone.FILMING_START,
    Happening.FILMING_END: Milestone.FILMING_END,
    Happening.HALT: Milestone.HALTED,
    Happening.POST_PRODUCTION: Milestone.POST_PRODUCTION,
}
_FILMED = AnyCase(
    r"\b(?<!being )(?:filmed|shot)$|\b(?:will|would|could|can|to) (?:then |also |now )?(?:film"
    r"|shoot)$",
)
_UNREAL = AnyCase(
    r"\b(?:if|should|whether|once|unless|until|before|would|wouldn['’]t|could|assuming)\b",
)


def read_production(scene: Scene) -> Iterator[Draft]:
    """The steps of production that a sentence tells, with their dates."""
    if is_question(scene.text):
        return
    if not find_steps(scene.text):
        return
    events = find_events(scene.text)
    windows = find_windows(scene.text, published=scene.published, near=scene.near)
    paired = events_of_windows(scene.text, windows, events)
    dated = {e.start for _, e in paired if e}
    for (window, event), seasons in zip(paired, seasons_beside(scene, paired), strict=True):
        if event and event.kind in MILESTONES:
            yield from _steps(scene, event, window, seasons)
    for event in events:
        if event.kind in MILESTONES and event.start not in dated:
            if _FILMED.search(scene.text[event.start : event.end]):
                continue  # "it was shot on film" is no news of a shoot
            if _UNREAL.search(scene.text, *clause_around(scene.text, event.start, event.end)):
                continue
            yield from _steps(scene, event, None, _seasons_of(scene, event))


def _seasons_of(scene: Scene, event: Event) -> tuple[int, ...]:
    mentions = [m for m in scene.seasons if not m.counted]
    if not mentions:
        return ()
    nearest = min(mentions, key=lambda m: max(m.start - event.end, event.start - m.end))
    return tuple(m.number for m in mentions if m.start == nearest.start)


def _steps(
    scene: Scene, event: Event, window: WindowMention | None, seasons: tuple[int, ...]
) -> Iterator[Draft]:
    start, end = event.start, event.end
    negated = is_denied(scene.text, start, end, at=window.start if window else None)
    if window:
        start, end = min(start, window.start), max(end, window.end)
    for milestone, when in _dates(scene, event, window):
        for season in seasons or (season_named_before(scene),):
            yield Draft(
                value=Production(milestone=milestone, window=when),
                start=start,
                end=end,
                season=season,
                about=About.NEXT,
                negated=negated,
            )


def _dates(
    scene: Scene, event: Event, window: WindowMention | None
) -> Iterator[tuple[Milestone, Window | None]]:
    """Filmed "from January till May": one step begins and one ends."""
    step = _STEPS[event.kind]
    if window and window.ends and step is Milestone.FILMING_START:
        yield Milestone.FILMING_START, window.ends[0]
        yield Milestone.FILMING_END, window.ends[1]
    else:
        yield step, window.window if window else None
