"""The typed facts of a dossier on bullying. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Invitation, Letter, Talk
from vangnet.core.dossiers.models.agreed_day import AgreedDay, HeldDay
from vangnet.core.dossiers.models.sent import ToParent
from vangnet.core.dossiers.sealed import SealedTextField


class Part(models.TextChoices):
    """The part that a pupil has in this, and for as long as it lasts; never a label for the child."""

    BULLIED = "bullied", _("Bullied pupil")
    BULLY = "bully", _("Pupil who bullies")
    FOLLOWER = "follower", _("Follower")
    BYSTANDER = "bystander", _("Silent middle group")


class BullyingReport(Fact):
    """Who came to the contact point with it; without a name for who wants to stay unknown."""

    class Source(models.TextChoices):
        PUPIL = "pupil", _("A pupil")
        PARENT = "parent", _("A parent")
        STAFF = "staff", _("Somebody of the staff")
        UNKNOWN = "unknown", _("Not known")

    source = models.CharField(_("reported by"), max_length=10, choices=Source)
    reporter = SealedTextField(_("name"))

    def __str__(self) -> str:
        return self.source


class Judgement(Fact):
    class Verdict(models.TextChoices):
        BULLYING = "bullying", _("It is bullying")
        SOMETHING_ELSE = "something_else", _("It is something else")

    verdict = models.CharField(_("judgement"), max_length=20, choices=Verdict)

    def __str__(self) -> str:
        return self.verdict


class GroupTalk(Fact):
    class Group(models.TextChoices):
        FOLLOWERS = "followers", _("Who follow")
        BYSTANDERS = "bystanders", _("The silent middle group")
        WHOLE_GROUP = "whole_group", _("The whole group")

    group = models.CharField(_("with"), max_length=15, choices=Group)

    def __str__(self) -> str:
        return self.group


class FollowUpAgreed(AgreedDay):
    pass


class FollowUpHeld(HeldDay):
    class Outcome(models.TextChoices):
        STAYED_AWAY = "stayed_away", _("It has stayed away")
        LESS = "less", _("Less, but it is not gone")
        AGAIN = "again", _("It happened again")

    outcome = models.CharField(_("how it is now"), max_length=15, choices=Outcome)


class AgreementsSent(ToParent):
    """What was agreed went to the parents of one child in writing."""


FACTS = (
    BullyingReport,
    Judgement,
    GroupTalk,
    FollowUpAgreed,
    FollowUpHeld,
    AgreementsSent,
    Talk,
    Invitation,
    Letter,
)
FACTS_OF = {
    BullyingReport: frozenset({"report"}),
    Judgement: frozenset({"judge"}),
    GroupTalk: frozenset({"talk_group"}),
    FollowUpAgreed: frozenset({"agree", "agree_follow_up", "follow_up"}),
    FollowUpHeld: frozenset({"follow_up"}),
    AgreementsSent: frozenset({"send_agreements"}),
    Talk: frozenset({"talk", "follow_up"}),
    Invitation: frozenset({"invite"}),
    Letter: frozenset({"invite", "send_agreements"}),
}
