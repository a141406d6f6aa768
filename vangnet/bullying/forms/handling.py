"""What it is, what is done about it, and whether it stays away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.agreed_days import AgreeDayForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.ui.widgets import ChoiceCards

from ..models import FollowUpAgreed, Judgement

HINTS: dict[str, Any] = {
    Judgement.Verdict.BULLYING: _("Again and again, and the one has less power than the other."),
    Judgement.Verdict.SOMETHING_ELSE: _(
        "A quarrel between equals, or an incident: write below what is done."
    ),
}


class JudgeForm(StepForm):
    says = _("What do you base this on?")

    verdict = forms.ChoiceField(
        label=_("What is it?"),
        choices=Judgement.Verdict,
        widget=ChoiceCards(hints=HINTS),
        error_messages=either(_("Choose what it is.")),
    )

    def facts(self) -> list[Fact]:
        return [Judgement(verdict=self.cleaned_data["verdict"])]


class AgreeForm(AgreeDayForm):
    says = _("What was agreed: who does what, for whom?")
    hint = _("The teachers of these pupils read this. Leave out what they need not know.")
    when = _("When was this agreed?")
    agreed_as = FollowUpAgreed


class AgreeFollowUpForm(AgreeDayForm):
    says = _("With whom, and what will you look at?")
    needs_text = False
    when = _("When was this agreed?")
    agreed_as = FollowUpAgreed


class AgainForm(StepForm):
    says = _("What happened?")
    when = _("When did it happen?")


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    hint = _("The teachers of these pupils read this.")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
