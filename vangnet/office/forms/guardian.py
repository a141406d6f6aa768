"""The people around a pupil: parents and carers with custody, how to reach them, and what a court has ordered."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.models import ContactOrder, Guardian, Guardianship, Pupil
from vangnet.ui.widgets import DayInput

YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class GuardianForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and contact data of a guardian, the same for each of his or her children."""

    class Meta:
        model = Guardian
        fields = [
            "call_name",
            "infix",
            "last_name",
            "phone",
            "second_phone",
            "email",
            "street",
            "house_number",
            "postal_code",
            "town",
            "has_secret_address",
        ]
        labels = {
            "call_name": gettext_lazy("Call name"),
            "infix": gettext_lazy("Infix"),
            "last_name": gettext_lazy("Last name"),
            "phone": gettext_lazy("Phone"),
            "second_phone": gettext_lazy("Second phone"),
            "email": gettext_lazy("E-mail"),
            "street": gettext_lazy("Street"),
            "house_number": gettext_lazy("House number"),
            "postal_code": gettext_lazy("Postal code"),
            "town": gettext_lazy("Town"),
            "has_secret_address": gettext_lazy("The address is secret"),
        }
        help_texts = {
            "infix": gettext_lazy("For example: van den."),
            "has_secret_address": gettext_lazy(
                "Then only the head, the internal support coordinator and the administrator see the address."
            ),
        }


class GuardianshipForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a guardian is to a pupil, from a day on."""

    # Nothing is chosen beforehand: whether a parent has custody is looked up, not assumed.
    custody = forms.ChoiceField(
        label=gettext_lazy("Has custody"),
        help_text=gettext_lazy(
            "As the custody register says. A parent without custody does not decide and has no file."
        ),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Guardianship
        fields = ["relation", "call_order", "first_on"]
        labels = {
            "relation": gettext_lazy("Relation to the pupil"),
            "call_order": gettext_lazy("Order in which to call"),
            "first_on": gettext_lazy("From"),
        }
        help_texts = {"call_order": gettext_lazy("1 is called first.")}
        widgets = {"first_on": DayInput()}

    field_order = ["relation", "custody", "call_order", "first_on"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        standing = Guardianship.objects.filter(pupil=self.instance.pupil, last_on=None)
        if self.instance.guardian_id and standing.filter(guardian=self.instance.guardian_id).exists():
            self.add_error(None, _("This guardian stands with this pupil already. End that first."))
        if same := standing.filter(call_order=cleaned.get("call_order")).first():
            self.add_error(
                "call_order",
                _("%(guardian)s is called at this place already. Choose another number.")
                % {"guardian": same.guardian.full_name},
            )
        return cleaned

    @transaction.atomic
    def record(self, guardian: Guardian) -> Guardianship:
        guardian.save()
        self.instance.guardian = guardian
        self.instance.has_custody = self.cleaned_data["custody"] == "yes"
        guardianship: Guardianship = self.save()
        return guardianship


class ContactOrderForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a court or an authority has ordered about contact between a guardian and a pupil."""

    class Meta:
        model = ContactOrder
        fields = ["guardian", "kind", "ordered_by", "first_on", "last_on", "remark"]
        labels = {
            "guardian": gettext_lazy("About contact with"),
            "kind": gettext_lazy("What was ordered"),
            "ordered_by": gettext_lazy("Ordered by"),
            "first_on": gettext_lazy("From"),
            "last_on": gettext_lazy("Up to and including"),
            "remark": gettext_lazy("Remark"),
        }
        help_texts = {
            "ordered_by": gettext_lazy("For example: court of Overijssel, 3 March 2026."),
            "remark": gettext_lazy("What a colleague at the door must know. The pupil's teacher reads it."),
        }
        widgets = {
            "first_on": DayInput(),
            "last_on": DayInput(),
        }

    def __init__(self, data: Any, *, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(data, instance=ContactOrder(pupil=pupil), **kwargs)
        # Also who is no guardian any more: an order may well outlast that.
        known = Guardian.objects.filter(guardianships__pupil=pupil).distinct()
        self.fields["guardian"].queryset = known  # type: ignore[attr-defined]


class LastDayForm(forms.Form):
    """The last day on which something about a pupil's family holds."""

    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput())

    def __init__(self, *args: Any, row: Guardianship | ContactOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean_last_on(self) -> date:
        last_on: date = self.cleaned_data["last_on"]
        if last_on < self.row.first_on:
            raise ValidationError(_("The last day lies before the first day."))
        return last_on

    def end(self) -> None:
        self.row.last_on = self.cleaned_data["last_on"]
        self.row.save(update_fields=["last_on"])
