"""The typed facts of a suspicion. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.sealed import SealedTextField
from vangnet.core.people.models import Person


class Part(models.TextChoices):
    PUPIL = "pupil", _("Pupil whom it is about")
    ACCUSED = "accused", _("Who is accused")


class Suspicion(Fact):
    """What it seems to be, and what the accused does for the school."""

    class Nature(models.TextChoices):
        OFFENCE = "offence", _("A sexual offence, or it may be one")
        INTIMIDATION = "intimidation", _("Sexual intimidation, and surely no offence")

    class WorksAs(models.TextChoices):
        EMPLOYED = "employed", _("Employed by the school or the board")
        TEMPORARY = "temporary", _("Temp, or from an agency")
        INTERN = "intern", _("Intern")
        VOLUNTEER = "volunteer", _("Volunteer, such as a parent who helps")
        TRANSPORT = "transport", _("Transport, lunch break or out-of-school care")
        NOT_KNOWN = "not_known", _("Not known yet")

    nature = models.CharField(_("what it seems to be"), max_length=15, choices=Nature)
    works_as = models.CharField(_("the accused is"), max_length=15, choices=WorksAs)

    def __str__(self) -> str:
        return self.nature


class BoardTold(Fact):
    """Who of the board was told, and how; from that moment the board knows."""

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        IN_PERSON = "in_person", _("In person")
        HEARD_IT = "heard_it", _("The board heard of it itself")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("told of the board")
    )
    how = models.CharField(_("how"), max_length=10, choices=How)

    def __str__(self) -> str:
        return self.how


class Decision(Fact):
    class Outcome(models.TextChoices):
        REASONABLE = "reasonable", _("Yes, the suspicion is reasonable")
        NOT_REASONABLE = "not_reasonable", _("No")

    outcome = models.CharField(_("reasonable suspicion"), max_length=15, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome


class Measure(Fact):
    """What keeps everybody safe meanwhile."""

    class Kind(models.TextChoices):
        NO_PUPILS = "no_pupils", _("No contact with pupils")
        AT_HOME = "at_home", _("At home for now, without a sanction")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("The work for the school has ended")
        PROTECTION = "protection", _("Something else that protects the pupil")

    kind = models.CharField(_("measure"), max_length=15, choices=Kind)

    def __str__(self) -> str:
        return self.kind


class PoliceReport(Fact):
    number = SealedTextField(_("number at the police"))

    def __str__(self) -> str:
        return str(self.entry_id)


FACTS = (Suspicion, BoardTold, Decision, Measure, PoliceReport, Talk)
FACTS_OF = {
    Suspicion: frozenset({"record_suspicion"}),
    BoardTold: frozenset({"record_suspicion", "tell_board"}),
    Decision: frozenset({"decide"}),
    Measure: frozenset({"measure"}),
    PoliceReport: frozenset({"report_police"}),
    Talk: frozenset({"tell_parents", "tell_accused"}),
}
