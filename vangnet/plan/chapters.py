"""The chapters of a safety plan, in the order in which they are read.

They are fixed, so that a board can lay the plans of its schools beside each other; what stands in them is the board's
and the school's own.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Chapter(TextChoices):
    ABOUT = "about", _("About this plan")
    ORGANISATION = "organisation", _("Who is responsible for what")
    PREVENTING = "preventing", _("How we prevent")
    BUILDING = "building", _("A safe building, and emergencies")
    NOTICING = "noticing", _("How we notice and measure")
    HANDLING = "handling", _("When something happens")
    TRAINING = "training", _("Training")
    IMPROVING = "improving", _("How we improve, and whom we tell")
