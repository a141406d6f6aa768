"""Recording an inspection with its report; each thing it found to repair becomes a defect of its own."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.forms import TokenForm, has_been
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..catalogue import BUILDING
from ..findings import LONGEST, MOST, found
from ..models import Equipment, Inspection
from ..standing import checks_of

Outcome = Inspection.Outcome
HINTS: Mapping[str, Any] = {
    Outcome.APPROVED: gettext_lazy("Nothing needs to be done."),
    Outcome.REMARKS: gettext_lazy("It may be used; write below what must be repaired."),
    Outcome.REJECTED: gettext_lazy("It may not be used as it is."),
}


class Lines(forms.CharField):
    """A text of which each line is one thing."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(
                _("These are more than %(most)s lines. Record the rest as defects.") % {"most": MOST}
            )
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(
                _("One of the lines is longer than %(most)s signs. Make it shorter.") % {"most": LONGEST}
            )
        return lines


class InspectionForm(TokenForm):
    what = forms.ChoiceField(label=gettext_lazy("Which inspection?"), widget=forms.RadioSelect)
    held_on = forms.DateField(label=gettext_lazy("Held on"), widget=DayInput())
    by = forms.CharField(
        label=gettext_lazy("By whom"),
        help_text=gettext_lazy("The firm, or the colleague who tested it."),
        max_length=120,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Outcome.choices, widget=ChoiceCards(hints=HINTS)
    )
    repairs = Lines(
        label=gettext_lazy("What must be repaired?"),
        help_text=gettext_lazy("One thing on each line. Each stays on the list of defects until it is done."),
        required=False,
    )
    dangers = Lines(
        label=gettext_lazy("What is dangerous now?"),
        help_text=gettext_lazy("One thing on each line. It may not be used until it is repaired."),
        required=False,
    )
    report_file = AttachmentField(label=gettext_lazy("Report"), kinds=PAPERS, required=False)
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        school: School,
        equipment: Equipment | None,
        on: date,
        what: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.equipment, self.on = school, equipment, on
        checks = [(key, _(name)) for key, name in checks_of(equipment.sort if equipment else BUILDING)]
        self.fields["what"].choices = checks  # type: ignore[attr-defined]
        self.fields["what"].initial = checks[0][0] if len(checks) == 1 else what
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])

    def clean_held_on(self) -> date:
        held_on = has_been(self.cleaned_data["held_on"], self.on)
        equipment = self.equipment
        if equipment and held_on < equipment.first_on:
            raise ValidationError(
                _("It was taken into use on %(day)s. Choose that day or a later one.")
                % {"day": date_format(equipment.first_on)}
            )
        if equipment and equipment.last_on and held_on > equipment.last_on:
            raise ValidationError(
                _("It was in use until %(day)s. Choose that day or an earlier one.")
                % {"day": date_format(equipment.last_on)}
            )
        return held_on

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        outcome, lines = said.get("outcome"), [*said.get("repairs", ()), *said.get("dangers", ())]
        if outcome == Outcome.APPROVED and lines:
            self.add_error(
                "outcome", _("Something must be repaired. Choose another outcome, or empty those lines.")
            )
        if (
            outcome in {Outcome.REMARKS, Outcome.REJECTED}
            and not lines
            and not {"repairs", "dangers"} & set(self.errors)
        ):
            self.add_error("repairs", _("Write down what must be repaired; one line is enough."))
        return said

    def record(self, by: Person, now: datetime, days: dict[bool, int]) -> Inspection:
        said = self.cleaned_data
        row = Inspection(
            school=self.school,
            equipment=self.equipment,
            what=said["what"],
            held_on=said["held_on"],
            by=said["by"],
            outcome=said["outcome"],
            remarks=said["remarks"],
            recorded_by=by,
            recorded_at=now,
        )

        def with_findings(row: Inspection) -> None:
            if said["report_file"]:
                row.report = keep(said["report_file"], by=by, at=now)
                row.save(update_fields=["report"])
            found(row, said["repairs"], said["dangers"], days)

        return self.once(row, with_findings)
