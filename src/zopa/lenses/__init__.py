"""The lenses, in the order in which they run.  A lens is listed here or it does not exist."""

from zopa.lens import Lens
from zopa.lenses.redlines import LENS as REDLINES
from zopa.lenses.space import LENS as SPACE

LENSES: tuple[Lens, ...] = (SPACE, REDLINES)

__all__ = ["LENSES", "REDLINES", "SPACE"]
