"""The opinion of the committee, and what the board says of it within four weeks or, with reasons, later.

WPO art. 14 lid 7: the board tells the complainant and the committee in writing whether it agrees, and which measures
follow; who needs longer tells both, with reasons and the day on which the answer comes.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.sent import SendsForm
from vangnet.core.dossiers.forms.steps import StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.ui.widgets import ChoiceCards

from ..letters import OPINION_ANSWER
from ..models import Finding, Opinion, OpinionAnswer, Postponement
from .days import day_field, not_later
from .to_complainant import ToComplainant

YES_NO = (("yes", _("Yes")), ("no", _("No")))


class OpinionForm(StepForm):
    says = _("What did the committee find, and what does it recommend?")
    needs_text = False
    when = _("When did you read it?")

    received_on = day_field(
        _("On which day did the board receive it?"), _("The four weeks of the board begin on the day after.")
    )
    finding = forms.ChoiceField(
        label=_("What did the committee find?"),
        choices=Finding,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what the committee found.")),
    )
    recommends = forms.BooleanField(label=_("The committee recommends something."), required=False)

    def prepare(self) -> None:
        self.initial.setdefault("received_on", self.about.on)

    def clean_received_on(self) -> date:
        return not_later(self.cleaned_data["received_on"], self.about.on)

    def facts(self) -> list[Fact]:
        return [
            Opinion(**{name: self.cleaned_data[name] for name in ("received_on", "finding", "recommends")})
        ]


class ToBothForm(SendsForm):
    """What is sent to one of the two alone is no answer, and is not recorded as one."""

    asked_last = (*SendsForm.asked_last, "to_complainant", "to_committee")

    to_complainant = forms.BooleanField(
        label=_("It was sent to the complainant, in writing."),
        error_messages={"required": _("The complainant must have it in writing (WPO, art. 14, lid 7).")},
    )
    to_committee = forms.BooleanField(
        label=_("It was sent to the committee, in writing."),
        error_messages={"required": _("The committee must have it in writing (WPO, art. 14, lid 7).")},
    )

    @property
    def sent_to_both(self) -> dict[str, Any]:
        return {**self.sent_how, "to_complainant": True, "to_committee": True}


class AnswerOpinionForm(ToComplainant, ToBothForm):
    writes = OPINION_ANSWER
    says = _("Which measures follow, or why none? Why does the board agree, or not?")
    when = _("When was this decided?")

    agrees = forms.ChoiceField(
        label=_("Does the board agree with the opinion?"),
        choices=OpinionAnswer.Agrees,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether the board agrees.")),
    )
    measures = forms.ChoiceField(
        label=_("Do measures follow?"),
        choices=YES_NO,
        widget=ChoiceCards(),
        error_messages=either(_("Choose whether measures follow.")),
    )

    def stood(self, recorded: Any) -> dict[str, Any]:
        answer = next(fact for fact in recorded if isinstance(fact, OpinionAnswer))
        return {**super().stood(recorded), "measures": "yes" if answer.takes_measures else "no"}

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        takes_measures = said["measures"] == "yes"
        answer = OpinionAnswer(agrees=said["agrees"], takes_measures=takes_measures, **self.sent_to_both)
        return [answer, *super().facts()]


class PostponeForm(ToBothForm):
    says = _("Why does the board need longer?")
    hint = _("These reasons go to the complainant and to the committee.")
    when = _("When was this decided?")

    until = day_field(_("On which day does the answer come at the latest?"))

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.about.on and not self.about.corrects:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until

    def facts(self) -> list[Fact]:
        return [Postponement(until=self.cleaned_data["until"], **self.sent_to_both)]
