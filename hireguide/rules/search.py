"""Searching a ground, depth first, for a place all of whose profiles do what is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hireguide.rules.fields import LAW
from hireguide.rules.ground import Choice, Options, Place, settled


@dataclass(frozen=True, slots=True)
class View:
    """What the boxes of a place come to. `alive`: some profile may leave them standing, as far as each answer alone
    tells; `sure`: every profile does; `once`, `twice`: one answer, or several, have still to do with it."""

    place: Place
    alive: int
    sure: int
    once: int
    twice: int


# What is asked of a place: None, no profile of it does; 0, all do; else the boxes on which it hangs.
Probe = Callable[[View], int | None]


@dataclass(slots=True)
class Budget:
    """The places that searches may still look at, together."""

    left: int


@dataclass(frozen=True, slots=True)
class Find:
    """A place with one choice for each question whose profile does what was asked; None: there is none, where that is
    `proven`, or none was found in time."""

    place: Place | None
    proven: bool = field(default=True)


def find(start: Place, boxes: int, probe: Probe, budget: Budget, but: str = "") -> Find:
    """Search a place, settled but for what hangs on the question `but`."""
    waiting = [start]
    while waiting:
        if budget.left <= 0:
            return Find(None, proven=False)
        budget.left -= 1
        place = settled(waiting.pop(), but)
        view = look(place, boxes)
        hangs = probe(view)
        if hangs == 0:
            return Find(_any(place, but))
        if hangs is not None:
            waiting += _parts(view, hangs)
    return Find(None)


def look(place: Mapping[str, Options], boxes: int) -> View:
    """A place's view."""
    alive = boxes
    for options in place.values():
        alive &= options.some
    once = twice = 0
    for options in place.values():
        varies = options.vary & alive
        twice |= once & varies
        once |= varies
    return View(dict(place), alive, alive & ~once, once, twice)


def _parts(view: View, hangs: int) -> list[Place]:
    """The place split on the question that most of these boxes hang on."""
    name = max(view.place, key=lambda name: (view.place[name].vary & hangs).bit_count())
    return [view.place | {name: Options((choice,))} for choice in reversed(view.place[name].choices)]


def _any(place: Place, but: str) -> Place:
    """Some profile of a settled place: the fewest engineers, the most people, the first of all other choices."""
    for name in (LAW.field, LAW.limit, *place):
        choice = min(place[name].choices, key=_ORDER.get(name, _no_order))
        place = settled(place | {name: Options((choice,))}, but)
    return place


def _no_order(choice: Choice) -> int:
    return 0


_ORDER: Mapping[str, Callable[[Choice], int]] = {
    LAW.field: lambda choice: choice.low,
    LAW.limit: lambda choice: -choice.high,
}
