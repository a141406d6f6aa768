"""The typed facts of a complaint. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vangnet.core.dossiers.models import Fact, Letter
from vangnet.core.dossiers.models.sent import Sent


class Part(models.TextChoices):
    COMPLAINANT = "complainant", _("Who complains")
    CONCERNED = "concerned", _("Whom it is about")
    PUPIL = "pupil", _("Pupil of whom it is told")


class Finding(models.TextChoices):
    FOUNDED = "founded", _("The complaint is right")
    PARTLY = "partly", _("Right in part")
    UNFOUNDED = "unfounded", _("The complaint is not right")
    NOT_TREATED = "not_treated", _("Not treated")


class Complaint(Fact):
    """What it is about, and when that happened or ended: from that day runs the year of the national committee."""

    class Topic(models.TextChoices):
        CONDUCT = "conduct", _("How a pupil or parent was treated")
        DISCRIMINATION = "discrimination", _("Discrimination")
        SAFETY = "safety", _("Safety or bullying")
        TEACHING = "teaching", _("Teaching or help")
        DECISION = "decision", _("A decision, or none taken")
        CONTACT = "contact", _("Contact and information")
        WORK = "work", _("A member of staff about work")
        OTHER = "other_topic", _("Something else")

    topic = models.CharField(pgettext_lazy("a complaint", "about"), max_length=15, choices=Topic)
    ended_on = models.DateField(_("happened or ended on"))

    def __str__(self) -> str:
        return self.topic


class HandedToBoard(Fact):
    """From here on this is for the board: a formal complaint, or a sexual offence of which the board must hear."""

    class Why(models.TextChoices):
        COMPLAINT = "complaint", _("Formal complaint")
        OFFENCE = "offence", _("It says that there was a sexual offence")
        OFFENCE_TOLD = "offence_told", _("The board was told of a sexual offence")

    why = models.CharField(_("for the board"), max_length=15, choices=Why)
    received_on = models.DateField(_("received on"))

    def __str__(self) -> str:
        return self.why


OFFENCE = (HandedToBoard.Why.OFFENCE, HandedToBoard.Why.OFFENCE_TOLD)


class Conversation(Fact):
    """The complainant with the person concerned, or with the head; the employee is normally there as well."""

    class Outcome(models.TextChoices):
        SOLVED = "solved", _("It is solved")
        NOT_SOLVED = "not_solved", _("It is not solved")
        NOT_HELD = "not_held", _("There was no talk; the reason stands below")

    class Employee(models.TextChoices):
        PRESENT = "present", _("The employee was there")
        ABSENT = "absent", _("Without the employee; the reason stands below")

    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome)
    employee = models.CharField(_("employee"), max_length=15, choices=Employee, blank=True)

    def __str__(self) -> str:
        return self.outcome


class Receipt(Sent):
    """The board let the complainant know that the complaint came in, and what follows."""


class BoardAnswer(Sent):
    """What the board itself says of the complaint, when no committee judges it."""

    finding = models.CharField(_("the board finds"), max_length=15, choices=Finding)


class CommitteeChosen(Fact):
    """Which committee judges it: the board's own or the national one, never both."""

    class Committee(models.TextChoices):
        OWN = "own", _("The board's own committee")
        NATIONAL = "national", _("The national committee (LKC)")

    committee = models.CharField(_("committee"), max_length=10, choices=Committee)
    laid_before_on = models.DateField(_("laid before it on"))

    def __str__(self) -> str:
        return self.committee


class Opinion(Fact):
    finding = models.CharField(_("the committee finds"), max_length=15, choices=Finding)
    recommends = models.BooleanField(_("with recommendations"))
    received_on = models.DateField(_("received on"))

    def __str__(self) -> str:
        return self.finding


class ToBoth(Sent):
    """WPO art. 14 lid 7: what the board says after an opinion goes to the complainant and to the committee."""

    to_complainant = models.BooleanField(_("sent to the complainant"))
    to_committee = models.BooleanField(_("sent to the committee"))

    class Meta(Fact.Meta):
        abstract = True
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_goes_to_both", condition=Q(to_complainant=True, to_committee=True)
            ),
        ]


class OpinionAnswer(ToBoth):
    class Agrees(models.TextChoices):
        YES = "yes", _("The board agrees")
        PARTLY = "in_part", _("The board agrees in part")
        NO = "no", _("The board does not agree")

    agrees = models.CharField(_("opinion"), max_length=10, choices=Agrees)
    takes_measures = models.BooleanField(_("measures follow"))

    def __str__(self) -> str:
        return self.agrees


class Postponement(ToBoth):
    """The board needs longer than four weeks: the reasons stand in the text, the new day here."""

    until = models.DateField(_("answer on or before"))

    def __str__(self) -> str:
        return str(self.until)


FACTS = (
    Complaint,
    HandedToBoard,
    Conversation,
    Receipt,
    BoardAnswer,
    CommitteeChosen,
    Opinion,
    OpinionAnswer,
    Postponement,
    Letter,
)
FACTS_OF = {
    Complaint: frozenset({"record_complaint"}),
    HandedToBoard: frozenset({"record_complaint", "lodge", "tell_board"}),
    Conversation: frozenset({"talk_concerned", "talk_head"}),
    Receipt: frozenset({"acknowledge"}),
    BoardAnswer: frozenset({"board_answer"}),
    CommitteeChosen: frozenset({"committee"}),
    Opinion: frozenset({"opinion"}),
    OpinionAnswer: frozenset({"answer_opinion"}),
    Postponement: frozenset({"postpone"}),
    Letter: frozenset({"acknowledge", "board_answer", "answer_opinion"}),
}
