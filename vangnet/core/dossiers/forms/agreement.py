"""A new agreed value, from a day on; what held before stays known."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.agreements import Agreement
from vangnet.core.people.models import Person, School, SchoolRule
from vangnet.ui.widgets import DayInput


class AgreementForm(forms.Form):
    value = forms.IntegerField(label=gettext_lazy("Value"))
    since = forms.DateField(label=gettext_lazy("Holds from"), widget=DayInput())
    source = forms.CharField(
        label=gettext_lazy("Agreed in"),
        help_text=gettext_lazy("For example: safety plan 2026, paragraph 3.2."),
        max_length=300,
    )

    def __init__(self, *args: Any, agreement: Agreement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement, self.today = agreement, today
        words = {"unit": _(agreement.unit), "lowest": agreement.lowest, "highest": agreement.highest}
        self.fields["value"].help_text = _("%(unit)s; from %(lowest)s to %(highest)s") % words

    def clean_value(self) -> int:
        value: int = self.cleaned_data["value"]
        lowest, highest = self.agreement.lowest, self.agreement.highest
        if not lowest <= value <= highest:
            words = {"lowest": lowest, "highest": highest}
            raise ValidationError(_("Choose a number from %(lowest)s to %(highest)s.") % words)
        return value

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("A new value holds from today or later: the past keeps its own terms."))
        return since

    def agree(self, school: School | None, by: Person) -> SchoolRule:
        return SchoolRule.objects.create(
            school=school, key=self.agreement.key, set_by=by, **self.cleaned_data
        )
