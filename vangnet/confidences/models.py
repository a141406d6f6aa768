"""The typed facts of a talk. What people tell in their own words stands sealed in the entry's text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vangnet.core.dossiers.models import Fact
from vangnet.core.people.models import Person


class Part(models.TextChoices):
    CAME = "came", _("Who came to you")
    ABOUT = "about", _("Whom it is about")


class Consent(models.TextChoices):
    """How the person agreed; there is no value for not having agreed."""

    SPOKEN = "spoken", _("Yes, in words")
    WRITTEN = "written", _("Yes, in writing")


class Contact(Fact):
    """What may be counted of a talk: what kind of person came, and about what."""

    class Who(models.TextChoices):
        PUPIL = "pupil", _("A pupil")
        PARENT = "parent", _("A parent")
        COLLEAGUE = "colleague", _("A colleague")
        OTHER = "somebody_else", _("Somebody else")

    class Theme(models.TextChoices):
        AGGRESSION = "aggression", _("Aggression or violence")
        INTIMIDATION = "sexual_intimidation", _("Sexual intimidation or unwanted intimacy")
        BULLYING = "bullying", _("Bullying")
        DISCRIMINATION = "discrimination", _("Discrimination")
        CONFLICT = "conflict", _("A conflict with somebody at school")
        OTHER = "other_theme", _("Something else")

    who = models.CharField(_("who came"), max_length=15, choices=Who)
    theme = models.CharField(
        pgettext_lazy("what was told in confidence", "about"), max_length=20, choices=Theme
    )

    def __str__(self) -> str:
        return self.theme


class Agreed(Fact):
    """The person agreed to what was done with what he or she told."""

    consent = models.CharField(_("the person agrees"), max_length=10, choices=Consent)

    class Meta(Fact.Meta):
        abstract = True
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(name="%(class)s_has_consent", condition=Q(consent__in=Consent.values)),
        ]

    def __str__(self) -> str:
        return self.consent


class Mediation(Agreed):
    """Speaking with the other side shows that somebody came."""


class Referral(Agreed):
    class To(models.TextChoices):
        BOARD = "board", _("The board or its complaints committee")
        INSPECTOR = "inspector", _("Confidential inspector")
        DOCTOR = "doctor", _("Company doctor or general practitioner")
        SOCIAL_WORK = "social_work", _("Social work or youth help")
        POLICE = "police", _("Police")
        ELSEWHERE = "elsewhere", _("Somebody else")

    to = models.CharField(pgettext_lazy("where somebody was sent with it", "to"), max_length=15, choices=To)


class HandOver(Agreed):
    """From here on this successor is the adviser of this person, and nobody else."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("successor"))


FACTS = (Contact, Mediation, Referral, HandOver)
FACTS_OF = {
    Contact: frozenset({"first_talk"}),
    Mediation: frozenset({"mediate"}),
    Referral: frozenset({"refer"}),
    HandOver: frozenset({"hand_over"}),
}
