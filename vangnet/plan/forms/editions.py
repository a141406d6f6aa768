"""Sending the plan to the participation council, and what happens to that edition."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.forms import TokenForm, has_been, lies_ahead
from vangnet.ui.widgets import DayInput

from ..adoption import Course
from ..models import EditionStep

Kind = EditionStep.Kind


class SendForm(TokenForm):
    """The text is frozen as it stands at this moment."""

    remark = forms.CharField(
        label=gettext_lazy("What is new in it"),
        help_text=gettext_lazy("For the participation council, in a few words."),
        max_length=300,
        required=False,
    )
    answer_before = forms.DateField(
        label=gettext_lazy("Answer asked before"), widget=DayInput(), required=False
    )

    def __init__(self, *args: Any, on: date, is_empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.is_empty = on, is_empty

    def clean(self) -> dict[str, Any]:
        if self.is_empty:
            raise ValidationError(_("Nothing is written yet. Write the first paragraph, then send it."))
        return super().clean() or self.cleaned_data

    def clean_answer_before(self) -> date | None:
        day: date | None = self.cleaned_data["answer_before"]
        return lies_ahead(day, self.on) if day else None


class StepForm(TokenForm):
    """`seen` is the number of steps that stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    held_on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    remark = forms.CharField(
        label=gettext_lazy("What was said about it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, course: Course, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": on, "seen": len(course.steps)}
        super().__init__(*args, **kwargs)
        self.course, self.on = course, on

    def clean_held_on(self) -> date:
        day = has_been(self.cleaned_data["held_on"], self.on)
        if day < self.course.latest_on:
            raise ValidationError(
                _("What was recorded before it was on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.course.latest_on)}
            )
        return day

    @property
    def told(self) -> dict[str, Any]:
        names = ("held_on", "remark", "in_force_from", "review_on")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class WithheldForm(StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = True
        self.fields["remark"].label = _("Why the council withholds its consent")


class WithdrawnForm(StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = True
        self.fields["remark"].label = _("Why it is withdrawn")


class AdoptedForm(StepForm):
    in_force_from = forms.DateField(label=gettext_lazy("In force from"), widget=DayInput())
    review_on = forms.DateField(
        label=gettext_lazy("Review before"),
        help_text=gettext_lazy("The day before which a new edition is adopted, at the latest."),
        widget=DayInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["held_on", "in_force_from", "review_on", "remark", "seen", "token"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        adopted, first, review = (said.get(name) for name in ("held_on", "in_force_from", "review_on"))
        if adopted and first and first < adopted:
            self.add_error("in_force_from", _("It cannot hold before it is adopted."))
        if first and review and review <= first:
            self.add_error("review_on", _("Choose a day after the one from which it holds."))
        return said


FORMS: dict[str, type[StepForm]] = {
    Kind.WITHHELD: WithheldForm,
    Kind.WITHDRAWN: WithdrawnForm,
    Kind.ADOPTED: AdoptedForm,
}
