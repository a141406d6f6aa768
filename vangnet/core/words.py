"""Marks text of declarations for translation, without Django: it is translated where it is shown.

`makemessages` finds the texts by the names `_` and `ngettext`, so these two keep the names that gettext has.
"""

from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a text; it stays English here."""
    return text


@dataclass(frozen=True)
class Counted:
    """A text that depends on a number, such as "within %(number)s days", marked in both its forms."""

    singular: str
    plural: str
    number: int

    def __str__(self) -> str:
        """In English, for logs and tests; a page asks Django's ngettext for it in the reader's language."""
        form = self.singular if self.number == 1 else self.plural
        return form % {"number": self.number}


def ngettext(singular: str, plural: str, number: int) -> Counted:
    """Mark a text in its singular and its plural form."""
    return Counted(singular, plural, number)
