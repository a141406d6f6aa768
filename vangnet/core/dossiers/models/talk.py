"""With whom was spoken, of those whom a dossier is about: the child, a parent, a colleague; or why it was not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Guardian, Person, Pupil

from .entry import Fact


class Warning(models.TextChoices):
    """What the register said against telling this guardian, and was confirmed by who recorded it."""

    NO_CUSTODY = "no_custody", _("Told although this guardian has no custody")
    NO_INFORMATION = "no_information", _("Told although an order forbids giving information")


class How(models.TextChoices):
    TALK = "talk", _("Talk at school")
    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("Message or e-mail")
    LETTER = "letter", _("Letter")
    NOT_HELD = "not_held", _("Not spoken with; the reason stands below")


class Partner(models.TextChoices):
    """Who the other was."""

    CHILD = "child", _("The child")
    PARENT = "parent", _("A parent")
    COLLEAGUE = "colleague", _("A colleague")


class Talk(Fact):
    """A talk with a child, a parent of a child (without `guardian`: somebody outside the register) or a colleague."""

    partner = models.CharField(_("with"), max_length=10, choices=Partner)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+", verbose_name=_("child"))
    guardian = models.ForeignKey(
        Guardian, models.PROTECT, null=True, related_name="+", verbose_name=_("spoken with")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("colleague")
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    despite = models.CharField(_("mind"), max_length=20, choices=Warning, blank=True)

    @property
    def is_held(self) -> bool:
        return self.how != How.NOT_HELD

    def __str__(self) -> str:
        return self.partner
