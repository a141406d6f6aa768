"""The catalogue, a session with who follows it, and the certificates that come of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING
from vangnet.ui.fields import SeveralField
from vangnet.ui.widgets import DayInput

from ..models import Certificate, Course, Participant, TrainingSession
from ..planning import offered
from .substitutes import staff_of

FURTHEST = timedelta(days=3 * 366)


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Course
        fields = ["school", "subject", "title", "provider", "price", "first_on", "last_on"]
        labels = {
            "school": gettext_lazy("Offered to"),
            "subject": gettext_lazy("Trained for"),
            "title": gettext_lazy("Name of the training"),
            "provider": gettext_lazy("Given by"),
            "price": gettext_lazy("Price for each person, in euros"),
            "first_on": gettext_lazy("Offered from"),
            "last_on": gettext_lazy("Up to and including"),
        }
        widgets = {"first_on": DayInput(), "last_on": DayInput()}

    def __init__(self, data: Any, *, schools: QuerySet[School], is_for_all: bool, on: date) -> None:
        super().__init__(data, initial={"first_on": on})
        chosen = forms.ModelChoiceField(schools, label=gettext_lazy("Offered to"), required=not is_for_all)
        if is_for_all:
            chosen.empty_label = _("All schools of the board")
        self.fields["school"] = chosen
        self.order_fields(self.Meta.fields)

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"school", "taken_back_at"}

    def record(self, by: Person, now: datetime) -> Course:
        self.instance.recorded_by, self.instance.recorded_at = by, now
        course: Course = self.save()
        return course


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    people = SeveralField(
        Person.objects.none(),
        label=gettext_lazy("Who follows it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick who follows it.")},
    )

    class Meta:
        model = TrainingSession
        fields = ["course", "held_on", "place"]
        labels = {
            "course": gettext_lazy("Training"),
            "held_on": gettext_lazy("Day"),
            "place": gettext_lazy("Place"),
        }
        help_texts = {"course": gettext_lazy("From the catalogue; add the training there first.")}
        widgets = {"held_on": DayInput()}

    def __init__(self, data: Any, *, school: School, on: date) -> None:
        super().__init__(data, instance=TrainingSession(school=school))
        self.on = on
        self.fields["course"].queryset = offered(school, on)  # type: ignore[attr-defined]
        self.fields["people"].queryset = staff_of(school, on)  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"school", "taken_back_at"}

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if abs(held_on - self.on) > FURTHEST:
            raise ValidationError(_("This day lies very far away. Look at the year."))
        return held_on

    @transaction.atomic
    def plan(self, by: Person, now: datetime) -> TrainingSession:
        self.instance.recorded_by, self.instance.recorded_at = by, now
        self.instance.save()
        session: TrainingSession = self.instance
        Participant.objects.bulk_create(
            Participant(session=session, person=person) for person in self.cleaned_data["people"]
        )
        return session


class PassedForm(forms.Form):
    """Who got the certificate; the others are trained another time."""

    passed = SeveralField(
        Participant.objects.none(),
        label=gettext_lazy("Who got the certificate"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick who got the certificate.")},
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Holds up to and including"),
        help_text=gettext_lazy("Leave this open if the certificate names no last day."),
        widget=DayInput(),
        required=False,
    )

    def __init__(self, data: Any, *, session: TrainingSession, on: date) -> None:
        super().__init__(data)
        self.session, self.on = session, on
        waiting = session.participants.filter(certificate=None).select_related("person")
        self.fields["passed"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["passed"].label_from_instance = lambda each: each.person.full_name  # type: ignore[attr-defined]

    def clean_expires_on(self) -> date | None:
        expires_on: date | None = self.cleaned_data["expires_on"]
        if expires_on and expires_on < self.session.held_on:
            raise ValidationError(_("The certificate would end before it begins. Look at both days again."))
        return expires_on

    def clean(self) -> dict[str, Any]:
        if self.session.held_on > self.on:
            raise ValidationError(_("This day is still to come. Record the certificate when it is there."))
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned

    @transaction.atomic
    def give(self, by: Person, now: datetime) -> int:
        """A certificate for each; one who has it of that day already keeps it."""
        passed: Sequence[Participant] = list(self.cleaned_data["passed"])
        for each in passed:
            each.certificate = self._certificate(each.person, by, now)
            each.save(update_fields=["certificate"])
        return len(passed)

    def _certificate(self, person: Person, by: Person, now: datetime) -> Certificate:
        course = self.session.course
        certificate: Certificate
        certificate, _is_new = Certificate.objects.filter(STANDING).get_or_create(
            person=person,
            subject=course.subject,
            title=course.title,
            issued_on=self.session.held_on,
            defaults={
                "school_id": self.session.school_id,
                "provider": course.provider,
                "expires_on": self.cleaned_data["expires_on"],
                "recorded_by": by,
                "recorded_at": now,
            },
        )
        return certificate
