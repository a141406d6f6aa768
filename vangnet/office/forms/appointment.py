"""Appointing somebody, known or new, in a role at a place from a day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.access.models import Account
from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import Appointment, Cluster, Group, Person, School, Teaching
from vangnet.core.people.roles import OF_A_CLUSTER, OF_A_SCHOOL, Role
from vangnet.ui.widgets import DayInput

from ..access import KEEPS, roles_to_give


class AppointmentForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Call name and last name, for example Noor de Vries."),
        max_length=200,
    )
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        help_text=gettext_lazy(
            "With this address he or she signs in. Somebody who is known by it gets this role as well."
        ),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    school = forms.ModelChoiceField(School.objects.none(), label=gettext_lazy("School"), required=False)
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label=gettext_lazy("Cluster"), required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Own group"),
        required=False,
        help_text=gettext_lazy("For a group teacher."),
    )
    first_on = forms.DateField(label=gettext_lazy("From"), widget=DayInput())
    last_on = forms.DateField(
        label=gettext_lazy("Up to and including"),
        widget=DayInput(),
        required=False,
    )

    def __init__(self, *args: Any, appointer: Person, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointer = appointer
        allowed = roles_to_give(appointer, on)
        schools = KEEPS.of(School.objects.filter(closed_on=None), appointer, on)
        groups = Group.objects.filter(
            school__in=schools, school_year=school_year_of(on).name, is_combined=False
        )
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in allowed]  # type: ignore[attr-defined]
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups.select_related("school")  # type: ignore[attr-defined]
        if Role.CLUSTER_DIRECTOR in allowed:
            self.fields["cluster"].queryset = Cluster.objects.all()  # type: ignore[attr-defined]
        else:
            del self.fields["cluster"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        role = cleaned.get("role")
        if role in OF_A_SCHOOL and not cleaned.get("school"):
            self.add_error("school", _("Choose the school at which this role is held."))
        if role in OF_A_CLUSTER and not cleaned.get("cluster"):
            self.add_error("cluster", _("Choose the cluster."))
        if (group := cleaned.get("group")) and group.school != cleaned.get("school"):
            self.add_error("group", _("This group is of another school."))
        if cleaned.get("email", "").lower() == (self.appointer.email or "").lower():
            self.add_error("email", _("Nobody appoints himself or herself. Ask a colleague who may appoint."))
        return cleaned

    def appoint(self) -> Appointment:
        """One transaction: the person when new, the account, the appointment and the own group."""
        given = self.cleaned_data
        role = given["role"]
        with transaction.atomic():
            person = _person(given["name"], given["email"].lower())
            appointment = Appointment(
                person=person,
                role=role,
                school=given["school"] if role in OF_A_SCHOOL else None,
                cluster=given.get("cluster") if role in OF_A_CLUSTER else None,
                first_on=given["first_on"],
                last_on=given["last_on"],
                appointed_by=self.appointer,
            )
            appointment.validate_constraints()
            appointment.save()
            if given["group"] and role == Role.COACH:
                Teaching.objects.create(
                    person=person, group=given["group"], first_on=given["first_on"], last_on=given["last_on"]
                )
            if not Account.objects.filter(person=person).exists():
                Account.objects.create_account(person, email=given["email"])
        return appointment

    def refuse(self, refused: ValidationError) -> None:
        self.add_error(None, refused)


def _person(name: str, email: str) -> Person:
    known: Person | None = Person.objects.filter(email__iexact=email).first()
    if known:
        return known
    call_name, *rest = name.split()
    infixes = [word for word in rest[:-1] if word.islower()]
    last_name = " ".join(rest[len(infixes) :])
    return Person.objects.create(
        call_name=call_name, infix=" ".join(infixes), last_name=last_name, email=email
    )


class EndForm(forms.Form):
    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput())

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointment = appointment

    def clean_last_on(self) -> date:
        last_on: date = self.cleaned_data["last_on"]
        if last_on < self.appointment.first_on:
            raise ValidationError(_("The last day lies before the first day."))
        return last_on
