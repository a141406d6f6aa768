"""What is filled in when parents object to a decision: that they do, what they say, and what is decided on it."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.letters import WritesLetter
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline, day
from vangnet.ui.widgets import ChoiceCards

from ..models import ObjectionDecided, ObjectionMade
from ..terms import may_object_until
from .deciding import DecidesForm
from .hearings import HearingForm


class ObjectionForm(StepForm):
    says = _("What do the parents write?")
    needs_text = False
    when = _("When did it arrive? If none came: now.")

    outcome = forms.ChoiceField(
        label=_("Do the parents object?"),
        choices=ObjectionMade.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether they object.")),
    )

    def clean_outcome(self) -> str:
        outcome: str = self.cleaned_data["outcome"]
        until = self._may_object_until()
        if outcome == ObjectionMade.Outcome.NONE and until and self.about.on <= until:
            says = gettext("The parents can object up to and including %(day)s. Record this after that day.")
            raise forms.ValidationError(says % {"day": day(until)})
        return outcome

    def _may_object_until(self) -> date | None:
        dossier = self.about.dossier
        told_on: tuple[date, ...] = dossier.declared.case(Timeline.of(dossier)).told_on
        return may_object_until(told_on[-1]) if told_on else None

    def facts(self) -> list[Fact]:
        return [ObjectionMade(outcome=self.cleaned_data["outcome"])]


class HearObjectionForm(HearingForm):
    when = _("When were they heard on their objection, or should they have been?")


class DecidesObjectionForm(WritesLetter, DecidesForm):
    """With the letter in which the board tells it; which one is said by each kind."""

    says = _("The reasons")

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=ObjectionDecided.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what was decided.")),
    )

    def facts(self) -> list[Fact]:
        return [ObjectionDecided(**self.decided(), outcome=self.cleaned_data["outcome"]), *super().facts()]
