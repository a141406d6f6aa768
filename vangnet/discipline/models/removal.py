"""The typed facts of a removal. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.sealed import SealedTextField
from vangnet.core.people.models import Person

from .shared import Decided


class RemovalGround(Fact):
    class Ground(models.TextChoices):
        ORDER = "order", _("Serious disturbance of order and peace at school")
        SUPPORT = "support", _("Needs support that the school cannot give")
        PARENTS = "parents", _("Behaviour of parents")

    ground = models.CharField(_("ground"), max_length=10, choices=Ground)

    def __str__(self) -> str:
        return self.ground


class TeacherHeard(Fact):
    """The group teacher who was heard (nobody: somebody who does not stand in the register any more)."""

    teacher = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("heard"))

    def __str__(self) -> str:
        return str(self.teacher_id)


class SchoolAsked(Fact):
    """Another school that was asked to take the pupil, and its answer."""

    class Type(models.TextChoices):
        REGULAR = "regular", _("A regular primary school")
        SPECIAL_PRIMARY = "special_primary", _("A special school for primary education (sbo)")
        SPECIAL = "special", _("A school for special education (so)")

    class Answer(models.TextChoices):
        WILLING = "willing", _("Willing to take the pupil")
        NOT_WILLING = "not_willing", _("Not willing or no place")
        NO_ANSWER = "no_answer", _("No answer yet")

    name = SealedTextField(_("which school"))
    type = models.CharField(_("kind of school"), max_length=20, choices=Type)
    answer = models.CharField(_("answer"), max_length=15, choices=Answer)

    def __str__(self) -> str:
        return self.answer


class Admissibility(Fact):
    """What the partnership said of the pupil's place in special education (toelaatbaarheidsverklaring, TLV)."""

    class Outcome(models.TextChoices):
        REQUESTED = "requested", _("Asked for")
        GRANTED = "granted", _("Given")
        REFUSED = "refused", _("Refused")

    outcome = models.CharField(_("statement"), max_length=10, choices=Outcome)
    number = models.CharField(_("number of the statement"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.outcome


class RemovalDecided(Decided):
    """The board decided to remove the pupil."""

    def __str__(self) -> str:
        return str(self.decided_by_id)


class AttendanceOfficerTold(Fact):
    """The municipality that was told of the decision (Leerplichtwet art. 18 lid 1)."""

    municipality = models.CharField(_("municipality"), max_length=100)

    def __str__(self) -> str:
        return self.municipality


class ObjectionMade(Fact):
    class Outcome(models.TextChoices):
        CAME = "came", _("The parents object")
        NONE = "no_objection", _("The six weeks are over and nobody objected")

    outcome = models.CharField(_("objection"), max_length=15, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome


class DisputeBrought(Fact):
    """The parents brought it before the disputes committee (WPO art. 43)."""

    number = models.CharField(_("number of the committee"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.number


class DisputeEnded(Fact):
    class Outcome(models.TextChoices):
        WELL_FOUNDED = "well_founded", _("For the parents")
        UNFOUNDED = "unfounded", _("For the school")
        NOT_JUDGED = "not_judged", _("Not judged: taken back, or outside its field")

    outcome = models.CharField(_("judgement"), max_length=15, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome


class ObjectionDecided(Decided):
    class Outcome(models.TextChoices):
        STANDS = "stands", _("The decision stands")
        TAKEN_BACK = "taken_back", _("The decision is taken back")

    outcome = models.CharField(_("decision"), max_length=15, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome
