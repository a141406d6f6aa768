"""The report of an incident: what, where, when, what happened. Who was involved is read in `involved.py`.

Place and moment have few values and the moment is filled in, so that a report takes a teacher seconds.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import LONGEST_TEXT, WrittenText, either
from vangnet.core.people.models import School

from ..models import Category
from ..models.facts import Place

LONGEST_AGO = timedelta(days=365)


class ReportForm(forms.Form):
    school = forms.ChoiceField(error_messages=either(_("Choose the school where it happened.")))
    category = forms.ChoiceField(error_messages=either(_("Choose what it was.")))
    place = forms.ChoiceField(choices=Place, error_messages=either(_("Choose where it happened.")))
    happened_on = forms.DateField(
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": _("Fill in on which day it happened."),
            "invalid": _("Write the day as 31-12-2026."),
        },
    )
    happened_at = forms.TimeField(
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": _("Fill in at what time it happened; roughly is good enough."),
            "invalid": _("Write the time as 10:15."),
        },
    )
    text = WrittenText(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Write down what happened; one sentence is enough."),
            "max_length": _(
                "This text has %(show_value)d characters; at most %(limit_value)d fit. Shorten it."
            ),
        },
    )
    token = forms.UUIDField(
        error_messages=either(_("This form could not be recognised. Record it once more."))
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        schools: Sequence[School],
        categories: Sequence[Category],
        now: datetime,
    ) -> None:
        moment = timezone.localtime(now)
        initial = {"happened_on": f"{moment:%Y-%m-%d}", "happened_at": f"{moment:%H:%M}"}
        super().__init__(data, initial=initial)
        self.now = now
        self.schools = {str(school.pk): school for school in schools}
        self.categories = {category.key: category for category in categories}
        self._choices("school").choices = [(key, key) for key in self.schools]
        self._choices("category").choices = [(key, key) for key in self.categories]
        self._choices("school").required = self.asks_school

    @property
    def asks_school(self) -> bool:
        """Who works at one school is not asked which."""
        return len(self.schools) > 1

    @property
    def school_chosen(self) -> School:
        chosen = self.cleaned_data["school"]
        return self.schools[chosen] if chosen else next(iter(self.schools.values()))

    @property
    def category_chosen(self) -> Category:
        return self.categories[self.cleaned_data["category"]]

    @property
    def token_shown(self) -> UUID:
        """The name of this form: the one that came with it, or a new one when that is no name at all."""
        try:
            return UUID(self.shown("token"))
        except ValueError:
            return uuid4()

    def shown(self, name: str) -> str:
        """What stands in a field, as it was typed or filled in beforehand."""
        values = self.data if self.is_bound else self.initial
        return str(values.get(name, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        day, time = cleaned.get("happened_on"), cleaned.get("happened_at")
        if day is None or time is None:
            return cleaned
        if day < timezone.localdate(self.now - LONGEST_AGO):
            self.add_error("happened_on", _("This is more than a year ago. Fill in a day of the past year."))
            return cleaned
        moment = timezone.make_aware(datetime.combine(day, time))
        if moment > self.now:
            self.add_error("happened_on", _("This lies in the future. Record it when it has happened."))
        return {**cleaned, "happened": moment}

    def mistakes(self) -> dict[str, str]:
        """What must be mended, by the place in the page where that can be done."""
        return {field: " ".join(str(error) for error in errors) for field, errors in self.errors.items()}

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        return field
