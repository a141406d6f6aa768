"""Reporting a defect in twenty seconds, sending it on to who carries out the work, and settling it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import PICTURES
from vangnet.core.attachments.storing import keep
from vangnet.core.people.forms import TokenForm, has_been, lies_ahead
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import ChoiceCards, DayInput

from ..agreed import partners_for
from ..findings import LONGEST, Step, first_step
from ..models import Defect, DefectStep, Equipment, Partner

DANGER, NO_DANGER = "yes", "no"
DANGER_CHOICES = [
    (DANGER, gettext_lazy("Yes, somebody can get hurt")),
    (NO_DANGER, gettext_lazy("No, it can wait a little")),
]
DANGER_HINTS = {
    DANGER: gettext_lazy("The head hears of it at once. Keep people away from it."),
    NO_DANGER: gettext_lazy("It goes on the list."),
}


class DefectForm(TokenForm):
    photo_file = AttachmentField(label=gettext_lazy("Photo"), kinds=PICTURES, required=False)
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say where it is, for example: corridor by group 3.")},
    )
    what = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy("A few words. No names of pupils."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Say what is wrong; a few words are enough.")},
    )
    danger = forms.ChoiceField(
        label=gettext_lazy("Is it dangerous now?"),
        choices=DANGER_CHOICES,
        widget=ChoiceCards(hints=DANGER_HINTS, icons={DANGER: "alert", NO_DANGER: "clock"}),
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )

    def __init__(
        self, *args: Any, school: School, equipment: Equipment | None, places: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.equipment, self.places = school, equipment, list(places)
        self.fields["place"].widget.attrs["list"] = "places"
        self.fields["photo_file"].widget.attrs["capture"] = "environment"
        if equipment:
            self.fields["place"].initial = equipment.place
        self.order_fields([*(name for name in self.fields if name != "token"), "token"])

    def report(self, by: Person, now: datetime, on: date, days: dict[bool, int]) -> Defect:
        said = self.cleaned_data
        is_danger = said["danger"] == DANGER
        row = Defect(
            school=self.school,
            place=said["place"],
            what=" ".join(said["what"].split()),
            is_danger=is_danger,
            equipment=self.equipment,
            reported_on=on,
            due_on=on + timedelta(days=days[is_danger]),
            recorded_by=by,
            recorded_at=now,
        )
        if self.equipment:
            row.responsible = self.equipment.responsible

        def with_photo(row: Defect) -> None:
            if said["photo_file"]:
                row.photo = keep(said["photo_file"], by=by, at=now)
                row.save(update_fields=["photo"])
            first_step(row, promised=row.due_on)

        return self.once(row, with_photo)


class _StepForm(TokenForm):
    """`seen`: how many steps stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, defect: Defect, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": defect.step_count, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.defect, self.on = defect, on

    def step(self, kind: DefectStep.Kind, by: Person, now: datetime, **more: Any) -> Step:
        said = self.cleaned_data
        return Step(
            kind=kind,
            by=by,
            now=now,
            on=self.on,
            text=said.get("text", ""),
            due_on=said.get("due_on"),
            token=said["token"],
            more=more,
        )


class SendOnForm(_StepForm):
    """To whoever executes; who answers for it stays on the page."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=gettext_lazy("To whom?"))
    way = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=DefectStep.Way.choices,
        widget=forms.RadioSelect,
        initial=DefectStep.Way.MAIL,
    )
    due_on = forms.DateField(
        label=gettext_lazy("Before when must it be done?"),
        help_text=gettext_lazy("If nothing was settled by then, the board sees that it stands still."),
        widget=DayInput(),
    )
    reference = forms.CharField(
        label=gettext_lazy("Their number"),
        help_text=gettext_lazy("If they gave one."),
        max_length=60,
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("What must they know?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners_for(self.defect.school, self.on)  # type: ignore[attr-defined]
        self.fields["partner"].empty_label = _("Choose")  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        return lies_ahead(self.cleaned_data["due_on"], self.on)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        partner: Partner | None = said.get("partner")
        if partner and said.get("way") == DefectStep.Way.MAIL and not partner.email:
            self.add_error(
                "way",
                _("No e-mail address of %(partner)s is known. Call them, or add the address first.")
                % {"partner": partner.name},
            )
        return said


class NoteForm(_StepForm):
    """What was heard, and a new day when that was promised."""

    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write down what happened; a few words are enough.")},
    )
    due_on = forms.DateField(
        label=gettext_lazy("New day before which it is done"),
        help_text=gettext_lazy("Only if another day was promised."),
        widget=DayInput(),
        required=False,
    )

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        return lies_ahead(due_on, self.on) if due_on else None


class SettleForm(_StepForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"), choices=Defect.Outcome.choices, widget=forms.RadioSelect
    )
    settled_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    text = forms.CharField(
        label=gettext_lazy("What was done?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def clean_settled_on(self) -> date:
        settled_on = has_been(self.cleaned_data["settled_on"], self.on)
        if settled_on < self.defect.reported_on:
            raise ValidationError(
                _("It was reported on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.defect.reported_on)}
            )
        return settled_on


class OpenAgainForm(_StepForm):
    text = forms.CharField(
        label=gettext_lazy("Why is it opened again?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write down why; a few words are enough.")},
    )
    due_on = forms.DateField(label=gettext_lazy("Before when must it be done?"), widget=DayInput())

    def clean_due_on(self) -> date:
        return lies_ahead(self.cleaned_data["due_on"], self.on)
