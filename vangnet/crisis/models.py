"""The typed facts of a shocking event. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.models.agreed_day import AgreedDay, HeldDay
from vangnet.core.dossiers.models.talk import How


class Part(models.TextChoices):
    DECEASED = "deceased", _("Who died")
    CONCERNED = "concerned", _("Who is struck by it")
    WITNESS = "witness", _("Witness")


class ShockingEvent(Fact):
    class What(models.TextChoices):
        PUPIL_DIED = "pupil_died", _("Death of a pupil")
        COLLEAGUE_DIED = "colleague_died", _("Death of a colleague")
        RELATIVE_DIED = "relative_died", _("Death of somebody close to a pupil")
        ACCIDENT = "accident", _("Serious accident or illness")
        VIOLENCE = "violence", _("Violence or threat")
        OTHER_EVENT = "other_event", _("Another shocking event")

    what = models.CharField(_("what happened"), max_length=20, choices=What)

    def __str__(self) -> str:
        return self.what


class Told(Fact):
    """Of one circle of people that they were told; what they were told stands in the entry's text."""

    class Circle(models.TextChoices):
        TEAM = "team", _("The team")
        BOARD = "board", _("The board")
        PUPILS = "pupils", _("Pupils")
        PARENTS = "parents", _("Parents")
        MUNICIPALITY = "municipality", _("The municipality")
        GGD = "ggd", _("The GGD")
        POLICE = "police", _("The police")
        MEDIA = "media", _("The media")

    circle = models.CharField(_("told to"), max_length=15, choices=Circle)
    how = models.CharField(_("how"), max_length=10, choices=How)

    def __str__(self) -> str:
        return self.circle


class ProfessionalHelp(Fact):
    class Helper(models.TextChoices):
        GGD = "ggd", _("The GGD")
        SOCIAL_WORK = "social_work", _("School social work")
        PSYCHOLOGIST = "psychologist", _("Psychologist")
        VICTIM_SUPPORT = "victim_support", _("Slachtofferhulp Nederland")
        CRISIS_TEAM = "crisis_team", _("Crisis team of board or region")
        OTHER_HELPER = "other_helper", _("Another professional")

    class Parents(models.TextChoices):
        TOGETHER = "together", _("Together with the parents")
        WITHOUT = "without", _("Without the parents; the reason stands below")

    helper = models.CharField(_("asked of"), max_length=15, choices=Helper)
    parents = models.CharField(_("decided"), max_length=10, choices=Parents)

    def __str__(self) -> str:
        return self.helper


class AgreedFor(Fact):
    class Whom(models.TextChoices):
        GROUP = "group", _("The group")
        SCHOOL = "school", _("The whole school")
        BOTH = "both", _("Both group and school")

    whom = models.CharField(_("agreed for"), max_length=10, choices=Whom)

    def __str__(self) -> str:
        return self.whom


class AftercareAgreed(AgreedDay):
    on = models.DateField(_("aftercare on"))


class AftercareGiven(HeldDay):
    pass


FACTS = (AftercareAgreed, AftercareGiven, AgreedFor, ProfessionalHelp, ShockingEvent, Talk, Told)
FACTS_OF = {
    AftercareAgreed: frozenset({"agree_aftercare"}),
    AftercareGiven: frozenset({"aftercare"}),
    AgreedFor: frozenset({"agree"}),
    ProfessionalHelp: frozenset({"ask_help"}),
    ShockingEvent: frozenset({"record_crisis"}),
    Talk: frozenset({"talk"}),
    Told: frozenset({"tell"}),
}
