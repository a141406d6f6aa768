"""What a school or the board demands at sign-in on top of what always holds."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.agreements import Agreement
from vangnet.core.people.models import Person, School, SchoolRule
from vangnet.ui.widgets import DayInput

YES_OR_NO = ((1, gettext_lazy("Yes")), (0, gettext_lazy("No")))


class SigningInForm(forms.Form):
    """A new value from a day on; what held before stays known."""

    value = forms.IntegerField(label=gettext_lazy("Value"))
    since = forms.DateField(label=gettext_lazy("Holds from"), widget=DayInput())
    source = forms.CharField(
        label=gettext_lazy("Agreed in"),
        help_text=gettext_lazy("For example: information security policy 2026, paragraph 4."),
        max_length=300,
    )

    def __init__(self, *args: Any, agreement: Agreement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement, self.today = agreement, today
        if is_yes_or_no(agreement):
            self.fields["value"] = forms.TypedChoiceField(
                label=_(agreement.title), choices=YES_OR_NO, coerce=int, widget=forms.RadioSelect
            )
            return
        self.fields["value"] = forms.IntegerField(
            label=_("Value"),
            min_value=agreement.lowest,
            max_value=agreement.highest,
            help_text=_("%(unit)s; from %(lowest)s to %(highest)s")
            % {"unit": _(agreement.unit), "lowest": agreement.lowest, "highest": agreement.highest},
        )

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("A new value holds from today or later."))
        return since

    def agree(self, school: School | None, by: Person) -> SchoolRule:
        return SchoolRule.objects.create(
            school=school, key=self.agreement.key, set_by=by, **self.cleaned_data
        )


def is_yes_or_no(agreement: Agreement) -> bool:
    return (agreement.lowest, agreement.highest) == (0, 1)
