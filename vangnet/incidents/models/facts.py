"""The typed facts of the steps. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Dossier, Fact
from vangnet.core.dossiers.models.agreed_day import AgreedDay, HeldDay
from vangnet.core.dossiers.models.talk import Warning
from vangnet.core.dossiers.sealed import SealedTextField
from vangnet.core.people.models import Guardian, Person, Pupil

from .category import Category


class Place(models.TextChoices):
    CLASSROOM = "classroom", _("Classroom")
    PLAYGROUND = "playground", _("Playground")
    CORRIDOR = "corridor", _("Corridor")
    TOILETS = "toilets", _("Toilets")
    HALL = "hall", _("Hall or common room")
    GYM = "gym", _("Gym")
    CHANGING_ROOM = "changing_room", _("Changing room")
    SCHOOL_GATE = "school_gate", _("School gate")
    ON_THE_WAY = "on_the_way", _("On the way to school or home")
    OUTING = "outing", _("Outing or camp")
    ONLINE = "online", _("Online")
    ELSEWHERE = "elsewhere", _("Elsewhere")


class Part(models.TextChoices):
    """The part that a person had; a person has a part in one incident, never a label (domain: avoid "dader")."""

    VICTIM = "victim", _("Victim")
    PERPETRATOR = "perpetrator", _("Perpetrator")
    FOLLOWER = "follower", _("Follower")
    WITNESS = "witness", _("Witness")
    REPORTER = "reporter", _("Reporter")


# Of these children the parents are told; a witness's parents need not be.
CONCERNED = (Part.VICTIM, Part.PERPETRATOR, Part.FOLLOWER)


class Report(Fact):
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("what happened"))
    place = models.CharField(_("where"), max_length=20, choices=Place)

    def __str__(self) -> str:
        return self.category_id


class Assessment(Fact):
    class Grade(models.TextChoices):
        MINOR = "minor", _("Minor")
        SERIOUS = "serious", _("Serious")
        VERY_SERIOUS = "very_serious", _("Very serious")

    class Injury(models.TextChoices):
        NONE = "none", _("Nobody hurt")
        FIRST_AID = "first_aid", _("First aid at school")
        DOCTOR = "doctor", _("Doctor or dentist")
        HOSPITAL = "hospital", _("Hospital")

    severity = models.CharField(_("severity"), max_length=15, choices=Grade)
    injury = models.CharField(_("injury"), max_length=15, choices=Injury)

    def __str__(self) -> str:
        return self.severity


class ParentsTold(Fact):
    """What the parents of one child heard; the other child's name is never in that text. Or why they were not told."""

    class How(models.TextChoices):
        TALK = "talk", _("Talk at school")
        PHONE = "phone", _("By phone")
        MESSAGE = "message", _("Message or e-mail")
        LETTER = "letter", _("Letter")
        NOT_TOLD = "not_told", _("Not told; the reason stands below")

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name=_("parents of"))
    guardian = models.ForeignKey(
        Guardian, models.PROTECT, null=True, related_name="+", verbose_name=_("spoken with")
    )
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("told by"))
    how = models.CharField(_("how"), max_length=10, choices=How)
    despite = models.CharField(_("mind"), max_length=20, choices=Warning, blank=True)

    def __str__(self) -> str:
        return self.how


class FollowUpAgreed(AgreedDay):
    pass


class FollowUpHeld(HeldDay):
    pass


class PoliceContact(Fact):
    class How(models.TextChoices):
        NOTIFIED = "notified", _("Police notified")
        REPORT_FILED = "report_filed", _("Criminal report filed")

    how = models.CharField(_("how"), max_length=15, choices=How)
    number = models.CharField(_("police reference"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.how


class StaffAccident(Fact):
    """How an accident ended for a member of staff: the outcomes that the Arbowet tells apart."""

    class Outcome(models.TextChoices):
        DEATH = "death", _("Death")
        PERMANENT = "permanent_injury", _("Permanent injury")
        HOSPITAL = "hospital", _("Admission to hospital")
        LONG_ABSENCE = "long_absence", _("More than three working days absent")
        SHORT = "short", _("At most three working days absent, or none")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("colleague"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    nature = SealedTextField(_("nature of the injury"))

    def __str__(self) -> str:
        return self.outcome


# Arbowet art. 9 lid 1: reported at once. Treatment at an outpatients' clinic is no admission (Arbocatalogus PO).
REPORTED_AT_ONCE = (
    StaffAccident.Outcome.DEATH,
    StaffAccident.Outcome.PERMANENT,
    StaffAccident.Outcome.HOSPITAL,
)


class LabourReport(Fact):
    number = models.CharField(_("reference of the Labour Inspectorate"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.number


class EarlierIncident(Fact):
    earlier = models.ForeignKey(Dossier, models.PROTECT, related_name="+", verbose_name=_("earlier incident"))

    def __str__(self) -> str:
        return str(self.earlier_id)
