"""The typed facts after aggression by a parent. What people tell in their own words stands sealed in the text."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Letter, Talk
from vangnet.core.dossiers.models.sent import Sent
from vangnet.core.people.models import Person


class Part(models.TextChoices):
    PARENT = "parent", _("Parent or visitor")
    PUPIL = "pupil", _("Child of this parent")
    TARGET = "target", _("At whom it was aimed")
    WITNESS = "witness", _("Witness")


class Aggression(Fact):
    class Nature(models.TextChoices):
        VERBAL = "verbal", _("Shouting or insulting")
        HARASSING = "harassing", _("Following or not leaving alone")
        THREAT = "threat", _("Threatening")
        PHYSICAL = "physical", _("Pushing, hitting or other violence")
        DAMAGE = "damage", _("Breaking or throwing things")

    nature = models.CharField(_("what it was"), max_length=10, choices=Nature)

    def __str__(self) -> str:
        return self.nature


class TimeOut(Fact):
    """The talk was stopped; on which day it is taken up again, where that was agreed."""

    talk_on = models.DateField(_("talk again on"), null=True)

    def __str__(self) -> str:
        return str(self.talk_on or "")


class WarningGiven(Sent):
    """Told that access will be denied when it happens again."""


class HandOver(Fact):
    """How the child comes to school and goes home while this parent may not come there."""

    class Way(models.TextChoices):
        SOMEBODY_ELSE = "somebody_else", _("Somebody else brings and fetches")
        AT_THE_BORDER = "at_the_border", _("A colleague meets the child outside")
        ALONE = "alone", _("The child comes and goes alone")
        OTHER_WAY = "other_way", _("In another way")

    way = models.CharField(_("bringing and fetching"), max_length=15, choices=Way)

    def __str__(self) -> str:
        return self.way


class AccessBan(Sent):
    """Where this parent may not come, from which day up to and including which, and whom to turn to meanwhile."""

    building = models.BooleanField(_("the building"))
    yard = models.BooleanField(_("the yard"))
    activities = models.BooleanField(_("activities of the school elsewhere"))
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("up to and including"))
    review_on = models.DateField(_("looked at again on"))
    contact = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("contact at the school")
    )

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="an_access_ban_is_looked_at_before_it_ends",
                condition=Q(first_on__lte=F("review_on")) & Q(review_on__lte=F("last_on")),
            ),
            models.CheckConstraint(
                name="an_access_ban_is_about_a_place",
                condition=Q(building=True) | Q(yard=True) | Q(activities=True),
            ),
        ]


class BoardCopy(Sent):
    """A copy of the access ban, sent to the board."""


class BanReview(Fact):
    class Outcome(models.TextChoices):
        LIFTED = "lifted", _("It ends now")
        ENDS = "ends", _("It ends on its last day")
        GOES_ON = "goes_on", _("A new access ban follows")

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)

    def __str__(self) -> str:
        return self.outcome


class PoliceCall(Fact):
    class How(models.TextChoices):
        EMERGENCY = "emergency", _("Called 112")
        NOTIFIED = "notified", _("Police notified")
        REPORT_FILED = "report_filed", _("Criminal report filed")

    how = models.CharField(_("how"), max_length=15, choices=How)
    number = models.CharField(_("police reference"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.how


class Breach(Fact):
    """This parent came although access was denied."""

    class Place(models.TextChoices):
        BUILDING = "building", _("In the building")
        YARD = "yard", _("On the yard")
        ACTIVITY = "activity", _("At an activity elsewhere")

    place = models.CharField(_("where"), max_length=10, choices=Place)
    left_when_told = models.BooleanField(_("left at once when told to"))

    def __str__(self) -> str:
        return self.place


FACTS = (
    Aggression,
    TimeOut,
    Talk,
    WarningGiven,
    HandOver,
    AccessBan,
    BoardCopy,
    BanReview,
    PoliceCall,
    Breach,
    Letter,
)
FACTS_OF = {
    Aggression: frozenset({"record_aggression"}),
    TimeOut: frozenset({"time_out"}),
    Talk: frozenset({"talk"}),
    WarningGiven: frozenset({"warn"}),
    HandOver: frozenset({"hand_over"}),
    AccessBan: frozenset({"ban"}),
    BoardCopy: frozenset({"copy_to_board"}),
    BanReview: frozenset({"review"}),
    PoliceCall: frozenset({"police"}),
    Breach: frozenset({"breach"}),
    Letter: frozenset({"warn", "ban"}),
}
