"""A line in the log of a piece of equipment: maintenance, a change, an accident with it."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from vangnet.core.people.forms import TokenForm, has_been
from vangnet.core.people.models import Person
from vangnet.ui.widgets import DayInput

from ..models import Equipment, LogLine


class LogForm(TokenForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), choices=LogLine.Kind.choices, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy(
            "No names of pupils: report an accident as an incident, and say here what broke."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    by = forms.CharField(
        label=gettext_lazy("By whom"),
        help_text=gettext_lazy("Leave empty if you did it yourself."),
        max_length=120,
        required=False,
    )

    field_order = ("kind", "held_on", "text", "by")

    def __init__(self, *args: Any, equipment: Equipment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment, self.on = equipment, on

    def clean_held_on(self) -> date:
        return has_been(self.cleaned_data["held_on"], self.on)

    def record(self, by: Person, now: datetime) -> LogLine:
        said = {name: self.cleaned_data[name] for name in ("kind", "held_on", "text", "by")}
        return self.once(LogLine(equipment=self.equipment, recorded_by=by, recorded_at=now, **said))
