"""A risk, its measures, another day for a measure, and that it is done."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.forms import TokenForm, VersionForm, has_been, lies_ahead
from vangnet.core.people.models import Person
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..models import MeasurePromise, Risk, RiskAssessment, RiskMeasure

RATING_HINTS: dict[str, Any] = {
    Risk.Rating.HIGH: gettext_lazy("Serious harm, or soon: act at once."),
    Risk.Rating.MEDIUM: gettext_lazy("Act within the school year."),
    Risk.Rating.LOW: gettext_lazy("Act when there is an occasion."),
}


class RiskForm(TokenForm):
    what = forms.CharField(
        label=gettext_lazy("Which risk"),
        help_text=gettext_lazy("No names of people."),
        max_length=300,
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=120, required=False)
    rating = forms.ChoiceField(
        label=gettext_lazy("How heavy does it weigh"),
        choices=Risk.Rating.choices,
        widget=ChoiceCards(hints=RATING_HINTS),
    )

    field_order = ("what", "place", "rating")

    def record(self, assessment: RiskAssessment, by: Person, now: datetime) -> Risk:
        said = {name: self.cleaned_data[name] for name in self.field_order}
        return self.once(
            Risk(assessment=assessment, school=assessment.school, recorded_by=by, recorded_at=now, **said)
        )


class MeasureForm(TokenForm):
    what = forms.CharField(label=gettext_lazy("What will be done"), max_length=300)
    who = forms.CharField(
        label=gettext_lazy("Who sees to it"),
        help_text=gettext_lazy("A function, a colleague or a firm."),
        max_length=120,
    )
    due_on = forms.DateField(label=gettext_lazy("Before when"), widget=DayInput())
    cost = forms.DecimalField(
        label=gettext_lazy("Cost in euros"), min_value=0, max_digits=9, decimal_places=2, required=False
    )

    field_order = ("what", "who", "due_on", "cost")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_due_on(self) -> date:
        return lies_ahead(self.cleaned_data["due_on"], self.on)

    def record(self, risk: Risk, by: Person, now: datetime) -> RiskMeasure:
        said = {name: self.cleaned_data[name] for name in self.field_order}
        row = RiskMeasure(
            risk=risk, school=risk.school, agreed_on=self.on, recorded_by=by, recorded_at=now, **said
        )
        return self.once(row, first_promise)


def first_promise(row: RiskMeasure) -> MeasurePromise:
    return MeasurePromise.objects.create(
        measure=row,
        held_on=row.agreed_on,
        until=row.due_on,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


class MoveForm(VersionForm):
    """Another day; the one before it stays known."""

    due_on = forms.DateField(label=gettext_lazy("New day before which it is done"), widget=DayInput())
    why = forms.CharField(label=gettext_lazy("Why another day"), max_length=300)

    def __init__(self, *args: Any, measure: RiskMeasure, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": measure.version}
        super().__init__(*args, **kwargs)
        self.measure, self.on = measure, on

    def clean_due_on(self) -> date:
        return lies_ahead(self.cleaned_data["due_on"], self.on)

    def move(self, by: Person, now: datetime) -> bool:
        said = self.cleaned_data
        with transaction.atomic():
            if not self.overwrite(self.measure, due_on=said["due_on"]):
                return False
            promises = MeasurePromise.objects.filter(measure=self.measure)
            promises.filter(until__gt=self.on).update(until=self.on)
            promises.create(
                measure=self.measure,
                held_on=self.on,
                until=said["due_on"],
                why=said["why"],
                recorded_by=by,
                recorded_at=now,
            )
        return True


class EndForm(VersionForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end"), choices=RiskMeasure.Outcome.choices, widget=forms.RadioSelect
    )
    ended_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("What is no longer needed needs a reason."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, measure: RiskMeasure, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": measure.version, "ended_on": on}
        super().__init__(*args, **kwargs)
        self.measure, self.on = measure, on

    def clean_ended_on(self) -> date:
        ended_on = has_been(self.cleaned_data["ended_on"], self.on)
        if ended_on < self.measure.agreed_on:
            raise ValidationError(
                _("It was agreed on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.measure.agreed_on)}
            )
        return ended_on

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("outcome") == RiskMeasure.Outcome.DROPPED and not said.get("remark"):
            self.add_error("remark", _("Say why it is no longer needed; a few words are enough."))
        return said

    def end(self) -> bool:
        said = {name: self.cleaned_data[name] for name in ("outcome", "ended_on", "remark")}
        return self.overwrite(self.measure, **said)
