"""The rows of the spine. Only `Dossier.open` and `Dossier.record` write them."""

from .correction import Correction
from .destruction import Destruction, DestructionProposal
from .dossier import Dossier, Ledger, Waiting
from .draft import Draft
from .entry import BrokenGlass, Entry, Fact, Party, Record, Subject
from .letter import Letter
from .reading import Reading
from .seal import Seal, SealedHead
from .sent import Invitation
from .talk import Talk

__all__ = [
    "BrokenGlass",
    "Correction",
    "Destruction",
    "DestructionProposal",
    "Dossier",
    "Draft",
    "Entry",
    "Fact",
    "Invitation",
    "Ledger",
    "Letter",
    "Party",
    "Reading",
    "Record",
    "Seal",
    "SealedHead",
    "Subject",
    "Talk",
    "Waiting",
]
