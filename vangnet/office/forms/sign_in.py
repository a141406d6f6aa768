"""How long a session lasts at a school, or for the people of the board: shorter than Vangnet's own, never longer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.access.session_limits import IDLE_MINUTES, LONGEST_HOURS
from vangnet.core.people.models import Person, School, SchoolRule

DECLARED = (IDLE_MINUTES, LONGEST_HOURS)


class SessionLimitsForm(forms.Form):
    idle_minutes = forms.IntegerField()
    longest_hours = forms.IntegerField()
    source = forms.CharField(
        label=gettext_lazy("Agreed in"),
        help_text=gettext_lazy("For example: safety plan 2026, paragraph 3.2."),
        max_length=300,
    )

    def __init__(self, *args: Any, values: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = values
        for name, declared in zip(("idle_minutes", "longest_hours"), DECLARED, strict=True):
            self.fields[name] = forms.IntegerField(
                label=_(declared.title),
                help_text=_("%(unit)s; from %(lowest)s to %(highest)s")
                % {"unit": _(declared.unit), "lowest": declared.lowest, "highest": declared.highest},
                min_value=declared.lowest,
                max_value=declared.highest,
                initial=declared.value(values),
            )
        self.order_fields(["idle_minutes", "longest_hours", "source"])

    def agree(self, school: School | None, by: Person, on: date) -> None:
        """A row for each value that changes; what held before stays known."""
        for name, declared in zip(("idle_minutes", "longest_hours"), DECLARED, strict=True):
            if self.cleaned_data[name] != declared.value(self.values):
                SchoolRule.objects.create(
                    school=school,
                    key=declared.key,
                    value=self.cleaned_data[name],
                    since=on,
                    source=self.cleaned_data["source"],
                    set_by=by,
                )
