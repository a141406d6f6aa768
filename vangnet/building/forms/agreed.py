"""The firms, the municipality, and the contracts with them."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import DOCUMENTS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.dated import holds_on
from vangnet.core.people.forms import TokenForm, VersionForm
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import DayInput

from ..agreed import partners_for
from ..models import Contract, Partner

PARTNER_COLUMNS = ("name", "kind", "contact", "email", "phone", "urgent_phone", "first_on", "last_on")
CONTRACT_COLUMNS = ("partner", "about", "reference", "first_on", "last_on", "cancel_before")


class _DatedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of one school, or of the board for all of its schools when there is none."""

    kept: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, school: School | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.on = school, on

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("first_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first day."))
        return said

    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in type(self).kept}


class PartnerForm(_DatedForm):
    kept = PARTNER_COLUMNS

    class Meta:
        model = Partner
        fields = PARTNER_COLUMNS
        labels = {
            "name": gettext_lazy("Name"),
            "kind": gettext_lazy("What they are"),
            "contact": gettext_lazy("Whom to ask for"),
            "email": gettext_lazy("E-mail"),
            "phone": gettext_lazy("Phone"),
            "urgent_phone": gettext_lazy("Phone when it cannot wait"),
            "first_on": gettext_lazy("From"),
            "last_on": gettext_lazy("Up to and including"),
        }
        help_texts = {
            "email": gettext_lazy("With it a defect can be sent on from here."),
            "last_on": gettext_lazy("Empty as long as they work for you."),
        }
        widgets = {"first_on": DayInput(), "last_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not (said.get("email") or said.get("phone") or {"email", "phone"} & set(self.errors)):
            self.add_error("email", _("Fill in an e-mail address or a phone number."))
        return said


class ContractForm(_DatedForm):
    kept = CONTRACT_COLUMNS
    paper_file = AttachmentField(label=gettext_lazy("The contract itself"), kinds=DOCUMENTS, required=False)

    class Meta:
        model = Contract
        fields = CONTRACT_COLUMNS
        labels = {
            "partner": gettext_lazy("With whom"),
            "about": gettext_lazy("About what"),
            "reference": gettext_lazy("Number"),
            "first_on": gettext_lazy("From"),
            "last_on": gettext_lazy("Up to and including"),
            "cancel_before": gettext_lazy("To be cancelled before"),
        }
        help_texts = {
            "about": gettext_lazy("For example: maintenance of the fire alarm."),
            "last_on": gettext_lazy("Empty when it runs on."),
        }
        widgets = {"first_on": DayInput(), "last_on": DayInput(), "cancel_before": DayInput()}

    def __init__(self, *args: Any, school: School | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, school=school, on=on, **kwargs)
        of_board = Partner.objects.filter(holds_on(on), school=None)
        self.fields["partner"].queryset = partners_for(school, on) if school else of_board  # type: ignore[attr-defined]
        self.fields["partner"].empty_label = _("Choose")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        cancel, first, last = said.get("cancel_before"), said.get("first_on"), said.get("last_on")
        if cancel and ((first and cancel < first) or (last and cancel > last)):
            self.add_error(
                "cancel_before", _("Choose a day between the first and the last one of the contract.")
            )
        return said


class NewPartnerForm(TokenForm, PartnerForm):
    def add(self, by: Person, now: datetime) -> Partner:
        return self.once(Partner(school=self.school, recorded_by=by, recorded_at=now, **self.columns()))


class NewContractForm(TokenForm, ContractForm):
    def add(self, by: Person, now: datetime) -> Contract:
        row = Contract(school=self.school, recorded_by=by, recorded_at=now, **self.columns())

        def with_paper(row: Contract) -> None:
            if file := self.cleaned_data["paper_file"]:
                row.paper = keep(file, by=by, at=now)
                row.save(update_fields=["paper"])

        return self.once(row, with_paper)


class ChangePartnerForm(VersionForm, PartnerForm):
    def change(self, row: Partner, _by: Person, _now: datetime) -> bool:
        return self.overwrite(row, **self.columns())


class ChangeContractForm(VersionForm, ContractForm):
    def change(self, row: Contract, by: Person, now: datetime) -> bool:
        """A new paper takes the place of the one before it."""
        columns = self.columns()
        with transaction.atomic():
            if file := self.cleaned_data["paper_file"]:
                columns["paper"] = keep(file, by=by, at=now)
            if not self.overwrite(row, **columns):
                transaction.set_rollback(True)
                return False
        return True
