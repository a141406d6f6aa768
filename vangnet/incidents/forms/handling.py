"""The steps of handling: how serious it was, what was done, when it is looked at again, what was learnt, the end."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.agreed_days import AgreeDayForm, HoldDayForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Dossier, Fact
from vangnet.ui.widgets import ChoiceCards

from ..access import KNOW
from ..earlier import Before, subjects_of
from ..models import Assessment, EarlierIncident, FollowUpAgreed, FollowUpHeld, Incident

GRADES: dict[str, Any] = {
    Assessment.Grade.MINOR: _("Settled at once, or the same day."),
    Assessment.Grade.SERIOUS: _(
        "Behaviour that goes on and disturbs or threatens, aggression by a parent, a weapon, sexual harassment."
    ),
    Assessment.Grade.VERY_SERIOUS: _("Somebody seriously hurt, police needed, or a crisis for the school."),
}


class AssessForm(StepForm):
    says = _("What do you base this on?")
    needs_text = False

    severity = forms.ChoiceField(
        label=_("How serious was it?"),
        choices=Assessment.Grade,
        widget=ChoiceCards(hints=GRADES),
        error_messages=either(_("Choose how serious it was.")),
    )
    injury = forms.ChoiceField(
        label=_("Was anybody hurt?"),
        choices=Assessment.Injury,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether somebody was hurt.")),
    )

    def facts(self) -> list[Fact]:
        return [Assessment(severity=self.cleaned_data["severity"], injury=self.cleaned_data["injury"])]


class MeasureForm(StepForm):
    says = _("What did the school do, and what was agreed?")
    hint = _("For example: talked with both children, a fixed place in the break, help by the coordinator.")


class AgreeFollowUpForm(AgreeDayForm):
    says = _("What will you look at, and with whom?")
    needs_text = False
    when = _("When was this agreed?")
    agreed_as = FollowUpAgreed


class FollowUpForm(HoldDayForm):
    says = _("How is it now with each child?")
    agreed_as, held_as = FollowUpAgreed, FollowUpHeld


class LinkForm(StepForm):
    says = _("How do they belong together?")
    needs_text = False

    earlier = forms.TypedChoiceField(
        label=_("Which earlier incident?"),
        coerce=str,
        widget=ChoiceCards(),
        error_messages=either(_("Choose an earlier incident. There may be none that you may know.")),
    )

    def prepare(self) -> None:
        dossier = self.about.dossier
        incident = Incident.objects.select_related("school").get(dossier=dossier)
        before = Before.of(incident, list(subjects_of(dossier)), self.about.person, self.about.on)
        self.field("earlier").choices = [
            (row.reference, f"{row.title}, {row.when} ({row.children})") for row in before.shown()
        ]

    def stood(self, recorded: Sequence[Fact]) -> dict[str, Any]:
        linked = next(fact for fact in recorded if isinstance(fact, EarlierIncident))
        return {"earlier": linked.earlier.reference}

    def facts(self) -> list[Fact]:
        known = KNOW.of(Dossier.objects.all(), self.about.person, self.about.on)
        return [EarlierIncident(earlier=known.get(reference=self.cleaned_data["earlier"]))]


class NoteForm(StepForm):
    says = _("What must be known?")


class EvaluateForm(StepForm):
    says = _("What did the school learn from this?")
    hint = _("What went well, what did not, and what will be done differently? With whom did you look back?")


class CloseForm(StepForm):
    says = _("How does it end?")
    hint = _("One or two sentences for whoever reads this later.")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
