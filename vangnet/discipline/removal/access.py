"""Who may know a removal: the pupil's own teacher, who must be heard, reads what he or she said and how it ended."""

from ..access import Access

KIND = "removal"
ACCESS = Access.to(KIND, taught=frozenset({"hear_teacher", "close", "reopen"}))
