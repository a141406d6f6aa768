"""The school's calendar by hand: the normal week from a date on, and single days that differ from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.calendars import SchoolHours, school_year_of
from vangnet.core.people.models import CalendarDay, NormalDay, School
from vangnet.ui.widgets import DayInput

from ..normal_week import WEEKDAYS, WeekRow

TIME = {"type": "time"}


@dataclass(frozen=True)
class DayFields:
    """The fields of one weekday, as one row of the form."""

    name: str
    begins: BoundField
    ends: BoundField
    break_minutes: BoundField


class WeekForm(forms.Form):
    """From a date on, our week is this. A weekday without times has no school."""

    since = forms.DateField(
        label=gettext_lazy("From this date on"),
        help_text=gettext_lazy("The week that you had until then stays known."),
        widget=DayInput(),
    )

    def __init__(
        self, *args: Any, school: School, on: date, week: tuple[WeekRow, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.on, self.week = school, on, week
        for number, name in WEEKDAYS:
            self._add_weekday(number, str(name))

    def _add_weekday(self, number: int, name: str) -> None:
        hours = next((row.hours for row in self.week if row.weekday == number), None)
        for key, word, known in (
            ("begins", _("begins"), hours and hours.starts),
            ("ends", _("ends"), hours and hours.ends),
        ):
            label = f"{name} {word}"
            self.fields[f"{key}_{number}"] = forms.TimeField(
                label=label,
                required=False,
                initial=known,
                widget=forms.TimeInput(attrs={**TIME, "aria-label": label}, format="%H:%M"),
            )
        label = _("%(weekday)s break in minutes") % {"weekday": name}
        self.fields[f"break_{number}"] = forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=240,
            initial=hours.break_minutes if hours else None,
            widget=forms.NumberInput(attrs={"aria-label": label}),
        )

    def rows(self) -> Iterator[DayFields]:
        for number, name in WEEKDAYS:
            yield DayFields(
                str(name), self[f"begins_{number}"], self[f"ends_{number}"], self[f"break_{number}"]
            )

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        this_year = school_year_of(self.on)
        if self.week and since < this_year.first:
            raise forms.ValidationError(
                _("Past school years stay as they were. Choose %(day)s or later.")
                % {"day": date_format(this_year.first)}
            )
        if since > this_year.next().last:
            raise forms.ValidationError(
                _("This lies too far ahead. Choose a day in this or the next school year.")
            )
        return since

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taught = [number for number, _name in WEEKDAYS if self._is_taught(number)]
        if not taught and not self.errors:
            self.add_error(None, _("Fill in the hours of at least one day."))
        return cleaned

    def _is_taught(self, number: int) -> bool:
        """Whether the weekday has hours; what is wrong with them is said at the field."""
        begins, ends = self.cleaned_data.get(f"begins_{number}"), self.cleaned_data.get(f"ends_{number}")
        pause = self.cleaned_data.get(f"break_{number}") or 0
        if f"begins_{number}" in self.errors or f"ends_{number}" in self.errors:
            return False
        if (begins is None) != (ends is None):
            empty = "begins" if begins is None else "ends"
            self.add_error(f"{empty}_{number}", _("Fill in both times, or neither."))
        elif begins is not None and ends is not None and not _is_teaching(begins, ends, pause):
            self.add_error(f"ends_{number}", _("No teaching time is left. Look at the times and the break."))
        return begins is not None and ends is not None

    @transaction.atomic
    def record(self) -> None:
        """A week from the same date is replaced, every other stays."""
        for number, _name in WEEKDAYS:
            begins = self.cleaned_data[f"begins_{number}"]
            NormalDay.objects.update_or_create(
                school=self.school,
                since=self.cleaned_data["since"],
                weekday=number,
                defaults={
                    "starts_at": begins,
                    "ends_at": self.cleaned_data[f"ends_{number}"],
                    "break_minutes": (self.cleaned_data[f"break_{number}"] or 0) if begins else 0,
                },
            )


def _is_teaching(begins: time, ends: time, pause: int) -> bool:
    try:
        SchoolHours(begins, ends, pause)
    except ValueError:
        return False
    return True


class CalendarDayForm(forms.ModelForm):  # type: ignore[type-arg]
    """One day, or a run of days, that differs from the normal week."""

    class Meta:
        model = CalendarDay
        fields = ["kind", "first_on", "last_on", "title", "ends_at"]
        labels = {
            "kind": gettext_lazy("Kind"),
            "first_on": gettext_lazy("First day"),
            "last_on": gettext_lazy("Last day"),
            "title": gettext_lazy("Title"),
            "ends_at": gettext_lazy("School ends at"),
        }
        help_texts = {
            "last_on": gettext_lazy("Leave empty for a single day."),
            "title": gettext_lazy("For example: study day about arithmetic."),
            "ends_at": gettext_lazy("Only for a half day."),
        }
        widgets = {
            "first_on": DayInput(),
            "last_on": DayInput(),
            "ends_at": forms.TimeInput(attrs=TIME, format="%H:%M"),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["last_on"].required = False

    def clean_first_on(self) -> date:
        first_on: date = self.cleaned_data["first_on"]
        if first_on < school_year_of(self.on).first:
            raise forms.ValidationError(
                _("Past school years stay as they were. Choose a day in this school year or the next.")
            )
        return first_on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["last_on"] = cleaned.get("last_on") or cleaned.get("first_on")
        if "first_on" in cleaned and "last_on" not in self.errors:
            self._check_days(cleaned["first_on"], cleaned["last_on"])
        if "kind" in cleaned and "ends_at" not in self.errors:
            self._check_end(cleaned["kind"] == CalendarDay.Kind.HALF_DAY, cleaned.get("ends_at"))
        return cleaned

    def _check_days(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last_on", _("The last day lies before the first day."))
            return
        if last > school_year_of(self.on).next().last:
            self.add_error(
                "last_on", _("This lies too far ahead. Choose a day in this or the next school year.")
            )
        known = self.instance.school.calendar_days.filter(first_on__lte=last, last_on__gte=first).first()
        if known:
            self.add_error(
                "first_on",
                _("“%(title)s” stands in the calendar on these days already. Remove it first.")
                % {"title": known.title},
            )

    def _check_end(self, is_half: bool, ends: time | None) -> None:
        if is_half and ends is None:
            self.add_error("ends_at", _("Say when the pupils go home on this half day."))
        if not is_half and ends is not None:
            self.add_error("ends_at", _("Only a half day has a time at which school ends. Leave this empty."))
