"""The typed facts of a suspension. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact
from vangnet.core.people.models import Person

from ..suspension.protocol import MOST_DAYS
from .shared import Decided


class SuspensionGround(Fact):
    """What the safety plan calls a serious incident (par. 3.2.2)."""

    class Ground(models.TextChoices):
        BEHAVIOUR = "behaviour", _("Behaviour that goes on and disturbs or threatens")
        WEAPON = "weapon", _("A weapon brought to school")
        SEXUAL_HARASSMENT = "sexual_harassment", _("Sexual harassment")
        PARENTS = "parents", _("Threats or aggression by parents")
        OTHER = "other", _("Another serious incident")

    ground = models.CharField(_("ground"), max_length=20, choices=Ground)

    def __str__(self) -> str:
        return self.ground


class BoardConsulted(Fact):
    """With whom of the board (nobody: somebody outside the register)."""

    consulted = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("consulted")
    )

    def __str__(self) -> str:
        return str(self.consulted_id)


class SuspensionDecided(Decided):
    """One to five school days that follow each other; `back_on` where the school's calendar reaches that far."""

    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("school days"))
    back_on = models.DateField(_("back at school on"), null=True)

    class Meta(Decided.Meta):
        constraints = [
            *Decided.Meta.constraints,
            models.CheckConstraint(
                name="a_suspension_is_one_to_five_school_days", condition=Q(days__range=(1, MOST_DAYS))
            ),
            models.CheckConstraint(
                name="a_suspension_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} - {self.last_on}"


class InspectorateReport(Fact):
    """The report of a suspension of more than one day (WPO art. 40c lid 3)."""

    number = models.CharField(_("number of the report"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.number


class LawfulAbsence(Fact):
    """These days stand in the administration as lawful absence (Leerplichtwet art. 11, onder c)."""

    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("school days"))

    def __str__(self) -> str:
        return f"{self.first_on} - {self.last_on}"
