"""A drill as it went, written down the same day with the stopwatch and the lists at hand."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.calendars import SchoolYear
from vangnet.core.people.models import Appointment, Person, School
from vangnet.ui.fields import SeveralField
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..access import OFFICERS
from ..models import Drill
from .fields import WORDING, MinutesField

YES_OR_NO = ((True, gettext_lazy("Yes")), (False, gettext_lazy("No")))


def yes_or_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_OR_NO, coerce=lambda value: value == "True", widget=forms.RadioSelect
    )


class DrillForm(forms.ModelForm):  # type: ignore[type-arg]
    token = forms.UUIDField(widget=forms.HiddenInput)
    emptied_after = MinutesField(
        label=gettext_lazy("Empty after"),
        help_text=gettext_lazy(
            "From the alarm until the building was empty, such as 3:45. Leave it empty if nobody timed it."
        ),
        required=False,
        error_messages={"invalid": WORDING},
    )
    with_pupils = yes_or_no(gettext_lazy("Did the pupils take part?"))
    routes_free = yes_or_no(gettext_lazy("Were all routes and doors free?"))
    officers = SeveralField(
        Person.objects.none(),
        label=gettext_lazy("Emergency response officers who were there"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Drill
        fields = [
            "held_on",
            "began_at",
            "kind",
            "scenario",
            "with_pupils",
            "announced",
            "emptied_after",
            "alarm",
            "alarm_missed",
            "routes_free",
            "routes_blocked",
            "officers",
            "went_well",
            "went_wrong",
        ]
        labels = {
            "held_on": gettext_lazy("Day"),
            "began_at": gettext_lazy("Time of the alarm"),
            "kind": gettext_lazy("What was practised?"),
            "scenario": gettext_lazy("Scenario"),
            "announced": gettext_lazy("Who knew of it beforehand?"),
            "alarm": gettext_lazy("Was the alarm heard everywhere?"),
            "alarm_missed": gettext_lazy("Where was it not heard?"),
            "routes_blocked": gettext_lazy("What stood in the way, and where?"),
            "went_well": gettext_lazy("What went well?"),
            "went_wrong": gettext_lazy("What went wrong?"),
        }
        help_texts = {
            "scenario": gettext_lazy(
                "For example: smoke in the kitchen, the main entrance can't be used, one officer is not there."
            ),
            "went_wrong": gettext_lazy(
                "What must be done about it you add afterwards, with who and before when."
            ),
        }
        widgets = {
            "held_on": DayInput(),
            "began_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "kind": ChoiceCards(icons={"evacuation": "leave", "part": "people", "inside": "door"}),
            "announced": forms.RadioSelect,
            "alarm": forms.RadioSelect,
            "went_well": forms.Textarea(attrs={"rows": 2}),
            "went_wrong": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self,
        *args: Any,
        school: School,
        year: SchoolYear,
        on: date,
        replacing: Drill | None = None,
        **kwargs: Any,
    ) -> None:
        fresh = {"token": uuid4(), "held_on": on if on in year else None, "with_pupils": True}
        kwargs["instance"] = replacing or Drill(school=school)
        kwargs["initial"] = {"token": uuid4()} if replacing else fresh
        super().__init__(*args, **kwargs)
        self.school, self.year, self.on = school, year, on
        for name in ("kind", "announced", "alarm"):
            self.fields[name].choices = Drill._meta.get_field(name).choices  # type: ignore[attr-defined, union-attr]
        # Who held the role at some time in that year; on the day itself is checked below.
        self.fields["officers"].queryset = officers_between(school, year.first, year.last)  # type: ignore[attr-defined]

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.on:
            raise ValidationError(_("This day has not come yet. Record a drill once it was held."))
        if day not in self.year:
            raise ValidationError(
                _(
                    "The groups are of %(year)s (%(first)s to %(last)s). Choose such a day, or another school year."
                )
                % {
                    "year": self.year,
                    "first": date_format(self.year.first),
                    "last": date_format(self.year.last),
                }
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._ask("alarm_missed", is_asked=cleaned.get("alarm") == Drill.Alarm.NOT_EVERYWHERE)
        self._ask("routes_blocked", is_asked=cleaned.get("routes_free") is False)
        if "held_on" in cleaned and "officers" in cleaned:
            self._check_officers(cleaned["held_on"])
        return cleaned

    def _ask(self, name: str, *, is_asked: bool) -> None:
        """What is only asked after another answer: needed then, and put away otherwise."""
        if not is_asked:
            self.cleaned_data[name] = ""
        elif not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, _("Say where, so that it can be mended."))

    def _check_officers(self, held_on: date) -> None:
        held = officers_between(self.school, held_on, held_on)
        others = [one.full_name for one in self.cleaned_data["officers"] if one not in held]
        if others:
            self.add_error(
                "officers",
                _("On that day this was not yet, or no longer, an emergency response officer: %(names)s.")
                % {"names": ", ".join(others)},
            )

    def drill(self) -> Drill:
        """As said, not yet recorded; the officers are set once it is."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "officers"}
        return Drill(school=self.school, **said)


def officers_between(school: School, first: date, last: date) -> Any:
    held = Appointment.objects.filter(school=school, role__in=sorted(OFFICERS), first_on__lte=last)
    held = held.exclude(last_on__lt=first)
    return Person.objects.filter(pk__in=held.values("person"))
