"""Several people's dots on the one grid, side by side and with no way between them. Pure, as `grid` is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hireguide.web.grid import Bands, Cells, GridPicture
from hireguide.web.grid_path import Leg, Line, PathPicture, Place, Stop


@dataclass(frozen=True, slots=True)
class VoicesPicture:
    """The grid with a dot for each of `stops`, at least one; drawn as a path is, without its lines.

    With `merged` the last stop is what all of them come to together, and its dot is filled.
    """

    bands: Bands
    cell_names: Cells
    stops: Sequence[Stop]
    merged: bool = False
    legs: tuple[Leg, ...] = ()

    @property
    def grid(self) -> GridPicture:
        """What is below the dots."""
        return self._path.grid

    @property
    def places(self) -> tuple[Place, ...]:
        """Each place once; none is filled where nothing is merged."""
        return tuple(replace(place, is_main=place.is_main and self.merged) for place in self._path.places)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The dots as a table."""
        return self._path.lines

    @property
    def description(self) -> str:
        """The picture in words."""
        return " ".join(f"{_called(stop)}: in the cell “{self.grid.cell_of(stop.points)}”." for stop in self.stops)

    @property
    def _path(self) -> PathPicture:
        return PathPicture(self.bands, self.cell_names, self.stops)


def _called(stop: Stop) -> str:
    return f"{stop.mark}, {stop.name}" if stop.mark else stop.name
