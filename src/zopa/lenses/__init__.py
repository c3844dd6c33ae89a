"""The lenses, in the order in which they run.  A lens is listed here or it does not exist."""

from zopa.lens import Lens
from zopa.lenses.lineage import LENS as LINEAGE
from zopa.lenses.positions import LENS as POSITIONS
from zopa.lenses.redlines import LENS as REDLINES
from zopa.lenses.space import LENS as SPACE

LENSES: tuple[Lens, ...] = (LINEAGE, POSITIONS, SPACE, REDLINES)

__all__ = ["LENSES", "LINEAGE", "POSITIONS", "REDLINES", "SPACE"]
