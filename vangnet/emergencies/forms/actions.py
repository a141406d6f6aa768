"""What must be done after a drill, by whom and before when; and that it is done."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL
from vangnet.ui.widgets import DayInput

from ..models import DrillAction

A_MONTH = timedelta(days=30)


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    token = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = DrillAction
        fields = ["what", "owner", "before"]
        labels = {
            "what": gettext_lazy("What must be done?"),
            "owner": gettext_lazy("By whom?"),
            "before": gettext_lazy("Before or on"),
        }
        widgets = {"before": DayInput()}

    def __init__(self, *args: Any, school: School, on: date, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_action_%s"
        kwargs["initial"] = {"token": uuid4(), "before": on + A_MONTH}
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["owner"].queryset = staff_of(school, on)  # type: ignore[attr-defined]

    def clean_before(self) -> date:
        before: date = self.cleaned_data["before"]
        if before < self.on:
            raise ValidationError(_("This day has passed. Choose a day that can still be kept."))
        return before


class DoneForm(forms.Form):
    done_on = forms.DateField(label=gettext_lazy("Done on"), widget=DayInput())
    outcome = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("One sentence is enough."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, action: DrillAction, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"done_on": on}
        super().__init__(*args, **kwargs)
        self.action, self.on = action, on

    def clean_done_on(self) -> date:
        done_on: date = self.cleaned_data["done_on"]
        if done_on > self.on:
            raise ValidationError(_("This day has not come yet."))
        if done_on < self.action.drill.held_on:
            raise ValidationError(_("This lies before the drill that asked for it."))
        return done_on


def staff_of(school: School, on: date) -> Any:
    """Everybody who works at a school on a day."""
    held = Appointment.objects.filter(holds_on(on), school=school, role__in=sorted(STAFF_OF_A_SCHOOL))
    return Person.objects.filter(pk__in=held.values("person"))
