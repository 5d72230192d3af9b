"""Tables of the room."""

from liangze.letters.models.batch import Batch, BatchSeat
from liangze.letters.models.letter import Letter, LetterKind, Step

__all__ = ["Batch", "BatchSeat", "Letter", "LetterKind", "Step"]
