"""Texts of Django and of the sign-in library that we word ourselves: collected here, our catalogue goes before theirs.

Their Dutch says "u" to a teacher and speaks of "gebruikers"; nothing else reads this module.
"""

from gettext import gettext as _
from gettext import ngettext

WORDS = (
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    ngettext(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        12,
    ),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    _("You must type the same password each time."),
    _("New Password (again)"),
    _("Be patient, you are sending too many requests."),
)
