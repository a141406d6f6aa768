"""What follows from the two decisions: the report and its answer, help with its term, and how it ends."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import WrittenText, either
from vangnet.core.dossiers.forms.steps import About, StepForm
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..case import case_of
from ..circle import colleagues
from ..models import Ending, Help, ReportAnswer, VeiligThuisReport, YesNo

WITHHELD: dict[str, Any] = {
    VeiligThuisReport.Reporter.WITHHELD: _(
        "When it would endanger somebody, or break the trust of the family."
    ),
}
OUTSIDE = ("", _("Somebody outside the school"))
SHORT = 1500


def not_passed(day: date, about: About) -> date:
    """A day that lay ahead when it was written down, also when that is corrected later."""
    written = timezone.localdate(about.corrects.happened_at) if about.corrects else about.on
    if day < written:
        raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
    return day


class ReportForm(StepForm):
    says = _("What did you report, and with whom did you speak?")
    when = _("When was it reported?")

    parents_told = forms.ChoiceField(
        label=_("Were the parents told of the report before?"),
        help_text=_("Not needed when it would endanger somebody."),
        choices=YesNo,
        widget=ChoiceCards(),
        error_messages=either(_("Choose yes or no.")),
    )
    reporter = forms.ChoiceField(
        label=_("May the family know who reported?"),
        choices=VeiligThuisReport.Reporter,
        widget=ChoiceCards(hints=WITHHELD),
        error_messages=either(_("Choose whether the family may know.")),
    )
    number = forms.CharField(label=_("Reference of Veilig Thuis"), required=False, max_length=60)

    def facts(self) -> list[Fact]:
        columns = ("parents_told", "reporter", "number")
        return [VeiligThuisReport(**{name: self.cleaned_data[name] for name in columns})]


class AnswerForm(StepForm):
    says = _("What was said, and what does it ask of the school?")
    when = _("When did Veilig Thuis answer?")

    outcome = forms.ChoiceField(
        label=_("What does Veilig Thuis do with the report?"),
        choices=ReportAnswer.Outcome,
        widget=ChoiceCards(),
        error_messages=either(_("Choose what Veilig Thuis does.")),
    )

    def facts(self) -> list[Fact]:
        return [ReportAnswer(outcome=self.cleaned_data["outcome"])]


class ArrangeHelpForm(StepForm):
    says = _("Who does what?")
    hint = _("The agreements with child, parents and helpers, one by one.")
    when = _("When was this agreed?")

    expected = WrittenText(
        label=_("What must have changed by then?"),
        help_text=_("So that anybody can see whether it did."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=SHORT,
        error_messages={"required": _("Write down what must have changed.")},
    )
    until = forms.DateField(
        label=_("Within which term?"),
        help_text=_("On this day you look whether the help worked."),
        widget=DayInput(),
        error_messages=either(_("Fill in a day.")),
    )
    case_manager_id = forms.TypedChoiceField(
        label=_("Who is case manager?"), coerce=int, empty_value=None, required=False
    )
    manager_outside = forms.CharField(
        label=_("Somebody outside the school: who, and of which organisation?"),
        required=False,
        max_length=200,
    )

    def prepare(self) -> None:
        self.field("case_manager_id").choices = [OUTSIDE, *colleagues(self.about)]

    def stood(self, recorded: Any) -> dict[str, Any]:
        (fact,) = (fact for fact in recorded if isinstance(fact, Help))
        return {**super().stood([fact]), "case_manager_id": fact.case_manager_id}

    def clean_until(self) -> date:
        return not_passed(self.cleaned_data["until"], self.about)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("case_manager_id") and not said.get("manager_outside"):
            self.add_error("case_manager_id", _("Choose who is case manager, or write down who it is."))
        return said

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        outside = "" if said["case_manager_id"] else said["manager_outside"]
        columns = ("until", "expected", "case_manager_id")
        return [Help(manager_outside=outside, **{name: said[name] for name in columns})]


class CloseForm(StepForm):
    says = _("What was decided, and what has the child of it?")

    way = forms.ChoiceField(
        label=_("How does it end?"), widget=ChoiceCards(), error_messages=either(_("Choose how it ends."))
    )
    watching = WrittenText(
        label=_("Who keeps watching, and on what?"),
        help_text=_("Needed when the help worked; wise in other cases."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=SHORT,
        required=False,
    )
    watched_until = forms.DateField(label=_("Until when?"), widget=DayInput(), required=False)

    def prepare(self) -> None:
        ways = [Ending.Way(way.value) for way in case_of(Timeline.of(self.about.dossier)).ways_to_end]
        self.field("way").choices = [(way.value, way.label) for way in ways]
        if len(ways) == 1:
            self.initial.setdefault("way", ways[0].value)

    def clean_watched_until(self) -> date | None:
        day = self.cleaned_data["watched_until"]
        return not_passed(day, self.about) if day else None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("way") == Ending.Way.HELP_WORKED:
            if not said.get("watching"):
                self.add_error("watching", _("Write down who keeps watching, and on what."))
            if not said.get("watched_until") and not self.has_error("watched_until"):
                self.add_error("watched_until", _("Fill in until when."))
        return said

    def facts(self) -> list[Fact]:
        columns = ("way", "watching", "watched_until")
        return [Ending(**{name: self.cleaned_data[name] for name in columns})]
