"""What a suspension and a removal both record: who decided, what was sent to the parents, who was not heard and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.models.sent import ToParent
from vangnet.core.people.models import Person


class Part(models.TextChoices):
    PUPIL = "pupil", _("Pupil")


class Decided(Fact):
    """By whom of the board (nobody: somebody outside the register), or by the head under a mandate."""

    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    mandate = models.CharField(_("mandate"), max_length=200, blank=True)

    class Meta(Fact.Meta):
        abstract = True


class LetterSent(ToParent):
    """A letter to a parent: of an intention or a decision, with or without the right to object."""

    tells_to_object = models.BooleanField(_("tells of the right to object"), default=False)


class ParentsNotHeard(Fact):
    """Why parents were not heard: they had the chance, or it could not wait (Awb art. 4:11)."""

    class Reason(models.TextChoices):
        DID_NOT_COME = "did_not_come", _("Invited, and did not come or did not want to")
        URGENT = "urgent", _("It could not wait; they are heard afterwards")

    reason = models.CharField(_("not heard because"), max_length=15, choices=Reason)

    def __str__(self) -> str:
        return self.reason
