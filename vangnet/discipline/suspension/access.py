"""Who may know a suspension: the pupil's own teacher reads which work is given and how the pupil comes back."""

from ..access import Access

KIND = "suspension"
ACCESS = Access.to(KIND, taught=frozenset({"give_work", "enter_absence", "return_talk", "close", "reopen"}))
