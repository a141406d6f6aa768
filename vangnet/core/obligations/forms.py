"""Making a promise of one's own, ending it, and recording that it was carried out."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.ui.widgets import DayInput

from .models import CarriedOut, OwnDuty

SEES_TO_IT = sorted(STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD})
LONGEST_BACK = 20  # years; further back is a slip of the pen


class OwnDutyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = OwnDuty
        fields = ["title", "agreed_in", "often", "number", "role", "reported_to", "school", "first_on"]
        widgets = {"first_on": DayInput()}
        labels = {
            "title": gettext_lazy("What must be done"),
            "number": gettext_lazy("How many years, months or times"),
            "school": gettext_lazy("School"),
            "first_on": gettext_lazy("Asked from"),
        }
        help_texts = {
            "title": gettext_lazy("As a sentence in a plan, for example: parent evening on safety."),
            "agreed_in": gettext_lazy("For example: safety plan 2026, paragraph 3.2."),
            "number": gettext_lazy("For every week fill in 1."),
        }

    def __init__(
        self, *args: Any, schools: QuerySet[School], for_all: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        school = self.fields["school"]
        school.queryset = schools  # type: ignore[attr-defined]
        school.required = not for_all
        school.empty_label = _("All schools") if for_all else None  # type: ignore[attr-defined]
        roles = [(role.value, role.label) for role in Role if role in SEES_TO_IT]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]

    def clean_first_on(self) -> date:
        return _not_too_long_ago(self.cleaned_data["first_on"], self.today)

    def make(self, by: Person, now: datetime) -> OwnDuty:
        self.instance.made_by, self.instance.made_at = by, now
        own: OwnDuty = self.save()
        return own


class CarriedOutForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CarriedOut
        fields = ["held_on", "by", "outcome"]
        widgets = {"held_on": DayInput(), "outcome": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "held_on": gettext_lazy("On which day"),
            "by": gettext_lazy("Who did it"),
            "outcome": gettext_lazy("What came of it"),
        }
        help_texts = {
            "by": gettext_lazy("A name, a team or a firm."),
            "outcome": gettext_lazy("In a few words, and where the report lies. Nothing about a child."),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise ValidationError(_("This day is still to come. Record it when it has been done."))
        return _not_too_long_ago(held_on, self.today)

    def record(self, duty: OwnDuty, school: School, by: Person, now: datetime) -> CarriedOut:
        """Once: the same day with the same words is the same fact, sent twice."""
        found, _is_new = CarriedOut.objects.get_or_create(
            duty=duty,
            school=school,
            taken_back_at=None,
            **self.cleaned_data,
            defaults={"recorded_by": by, "recorded_at": now},
        )
        return found


def _not_too_long_ago(day: date, today: date) -> date:
    if day.year < today.year - LONGEST_BACK:
        raise ValidationError(_("Fill in a year with four digits, not longer than twenty years ago."))
    return day
