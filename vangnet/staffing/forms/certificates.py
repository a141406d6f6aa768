"""Recording what somebody was trained for, with the paper, and taking a mistake back."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import DayInput

from ..models import Certificate
from ..models.certificates import EARLIEST
from .substitutes import staff_of


class CertificateForm(forms.ModelForm):  # type: ignore[type-arg]
    scan_file = AttachmentField(
        label=gettext_lazy("Scan or photo of the certificate"), kinds=PAPERS, required=False
    )

    class Meta:
        model = Certificate
        fields = ["person", "subject", "title", "provider", "number", "issued_on", "expires_on"]
        labels = {
            "person": gettext_lazy("Of whom"),
            "subject": gettext_lazy("Trained for"),
            "title": gettext_lazy("Name on the certificate"),
            "provider": gettext_lazy("Given by"),
            "number": gettext_lazy("Number"),
            "issued_on": gettext_lazy("Day on the certificate"),
            "expires_on": gettext_lazy("Holds up to and including"),
        }
        help_texts = {
            "title": gettext_lazy("For example: Refresher BHV."),
            "expires_on": gettext_lazy("Leave this open if the certificate names no last day."),
        }
        widgets = {"issued_on": DayInput(), "expires_on": DayInput()}

    def __init__(self, data: Any, files: Any, *, school: School, on: date, person: str = "") -> None:
        super().__init__(data, files, instance=Certificate(school=school), initial={"person": person})
        self.on = on
        self.fields["person"].queryset = staff_of(school, on)  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"taken_back_at"}

    def clean_issued_on(self) -> date:
        issued_on: date = self.cleaned_data["issued_on"]
        if issued_on > self.on:
            raise forms.ValidationError(
                _("This day is still to come. Record the certificate when it is there.")
            )
        if issued_on.year < EARLIEST:
            raise forms.ValidationError(_("This day lies very far away. Look at the year."))
        return issued_on

    @transaction.atomic
    def record(self, by: Person, now: datetime) -> Certificate:
        self.instance.recorded_by, self.instance.recorded_at = by, now
        if scan := self.cleaned_data["scan_file"]:
            self.instance.scan = keep(scan, by=by, at=now)
        certificate: Certificate = self.save()
        return certificate
