"""On which half-days an officer is there, and how many must be there at least."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import Person, School, SchoolRule
from vangnet.ui.widgets import DayInput

from ..coverage import FEWEST, HalfDay
from ..models.presence import Half
from ..weekdays import NAMES


class WeekForm(forms.Form):
    """Only half-days on which there is school; what is ticked for another stays out."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    since = forms.DateField(
        label=gettext_lazy("From this date on"),
        help_text=gettext_lazy("What held until then stays known."),
        widget=DayInput(),
    )
    half_days = forms.MultipleChoiceField(
        label=gettext_lazy("In the building on"),
        help_text=gettext_lazy("Tick nothing for somebody who is not there for a while."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        taught: Iterable[HalfDay],
        known: Collection[HalfDay] | None,
        on: date,
        **kwargs: Any,
    ) -> None:
        ticked = [_key(each) for each in known or ()]
        kwargs["initial"] = {"token": uuid4(), "since": on, "half_days": ticked}
        super().__init__(*args, **kwargs)
        self.on = on
        self.offered = {_key(each): each for each in taught}
        self.fields["half_days"].choices = [  # type: ignore[attr-defined]
            (key, f"{NAMES[weekday]} {Half(half).label}") for key, (weekday, half) in self.offered.items()
        ]

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        this_year = school_year_of(self.on)
        if not this_year.previous().first <= since <= this_year.next().last:
            raise ValidationError(_("Choose a day in this school year, the last one or the next one."))
        return since

    def chosen(self) -> list[HalfDay]:
        return [self.offered[key] for key in self.cleaned_data["half_days"]]


class FewestForm(forms.Form):
    """A new number from a day on; what held before stays known."""

    value = forms.IntegerField(
        label=gettext_lazy("In the building at least"), min_value=FEWEST.lowest, max_value=FEWEST.highest
    )
    since = forms.DateField(label=gettext_lazy("Holds from"), widget=DayInput())
    source = forms.CharField(
        label=gettext_lazy("Agreed in"),
        help_text=gettext_lazy(
            "For example: the risk assessment of 2026, or the team meeting of 3 November."
        ),
        max_length=300,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.on:
            raise ValidationError(_("A new value holds from today or later."))
        return since

    def agree(self, school: School, by: Person) -> SchoolRule:
        return SchoolRule.objects.create(school=school, key=FEWEST.key, set_by=by, **self.cleaned_data)


class OnForm(forms.Form):
    """Which day to look at."""

    on = forms.DateField(label=gettext_lazy("How it is on"), widget=DayInput())


def _key(half_day: HalfDay) -> str:
    weekday, half = half_day
    return f"{weekday}-{half}"
