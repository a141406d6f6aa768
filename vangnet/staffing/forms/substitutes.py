"""Saying that a colleague stands in, and until when."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL
from vangnet.ui.widgets import DayInput

from ..models import Substitute
from ..tasks import TASKS


def staff_of(school: School, on: date) -> Any:
    """Who works at a school on a day."""
    appointed = Person.objects.filter(
        holds_on(on, "appointments__"),
        appointments__school=school,
        appointments__role__in=sorted(STAFF_OF_A_SCHOOL),
    )
    return Person.objects.filter(pk__in=appointed.values("pk"))


class SubstituteForm(forms.ModelForm):  # type: ignore[type-arg]
    task = forms.ChoiceField(label=gettext_lazy("Task"))

    class Meta:
        model = Substitute
        fields = ["task", "person", "first_on", "last_on"]
        labels = {
            "person": gettext_lazy("Who stands in"),
            "first_on": gettext_lazy("From"),
            "last_on": gettext_lazy("Up to and including"),
        }
        help_texts = {
            "person": gettext_lazy("A colleague of this school."),
            "last_on": gettext_lazy("Leave this open if nobody knows yet."),
        }
        widgets = {"first_on": DayInput(), "last_on": DayInput()}

    def __init__(self, data: Any, *, school: School, on: date, **kwargs: Any) -> None:
        super().__init__(data, instance=Substitute(school=school), **kwargs)
        self.fields["task"].choices = [(task.key, _(task.title)) for task in TASKS]  # type: ignore[attr-defined]
        self.fields["person"].queryset = staff_of(school, on)  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        """The school is not on the form, and yet part of what may stand there once."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"school", "taken_back_at"}

    def record(self, by: Person, now: datetime) -> Substitute:
        self.instance.recorded_by, self.instance.recorded_at = by, now
        substitute: Substitute = self.save()
        return substitute


class SubstituteEndForm(forms.Form):
    """The last day on which somebody stands in; or that it was a mistake."""

    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput(), required=False)
    is_mistake = forms.BooleanField(
        label=gettext_lazy("This was a mistake: he or she never stood in"),
        help_text=gettext_lazy("It disappears from the page. Who took it back, and when, is kept."),
        required=False,
    )

    def __init__(self, *args: Any, substitute: Substitute, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.substitute = substitute

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        last_on: date | None = cleaned.get("last_on")
        if "last_on" in cleaned and last_on is None and not cleaned.get("is_mistake"):
            self.add_error("last_on", _("Fill in the last day, or say that it was a mistake."))
        if last_on and last_on < self.substitute.first_on and not cleaned.get("is_mistake"):
            self.add_error("last_on", ValidationError(_("The last day lies before the first day.")))
        return cleaned

    @transaction.atomic
    def end(self, by: Person, now: datetime) -> None:
        """The row is taken back, and unless it was a mistake one with the last day takes its place."""
        standing = Substitute.objects.select_for_update().filter(STANDING, pk=self.substitute.pk)
        found = standing.first()
        if found is None:
            return
        standing.update(taken_back_by=by, taken_back_at=now)
        if not self.cleaned_data["is_mistake"]:
            Substitute.objects.create(
                school_id=found.school_id,
                task=found.task,
                person_id=found.person_id,
                first_on=found.first_on,
                last_on=self.cleaned_data["last_on"],
                recorded_by=by,
                recorded_at=now,
            )
