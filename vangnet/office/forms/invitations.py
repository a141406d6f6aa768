"""Ticking whom to invite, and for people of the roster which role they get."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vangnet.core.access.models import Account
from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import Appointment, Person, RosterLink, School, Teaching
from vangnet.core.people.roles import OF_A_SCHOOL, Role

from ..access import roles_to_give
from ..newcomers import Newcomer


class InvitationsForm(forms.Form):
    """One box for each person that can be invited, and a role beside each of the roster."""

    def __init__(
        self,
        *args: Any,
        colleagues: Sequence[Newcomer],
        proposed: Sequence[Newcomer],
        inviter: Person,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inviter, self.on = inviter, on
        self.colleagues = {each.person.pk: each.person for each in colleagues if each.can_be_invited}
        self.proposed = {each.person.pk: each.person for each in proposed if each.can_be_invited}
        self.roles = [role for role in Role if role in roles_to_give(inviter, on) & OF_A_SCHOOL]
        for number, person in (self.colleagues | self.proposed).items():
            self.fields[f"invite_{number}"] = forms.BooleanField(label=person.full_name, required=False)
        for number, person in self.proposed.items():
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("Role of %(name)s") % {"name": person.full_name},
                choices=[(role.value, role.label) for role in self.roles],
                initial=Role.COACH.value,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        ticked = [number for number in self.colleagues | self.proposed if cleaned.get(f"invite_{number}")]
        if not ticked:
            raise ValidationError(_("Tick whom you want to invite."))
        for number in ticked:
            if number in self.proposed and not cleaned.get(f"role_{number}"):
                self.add_error(f"role_{number}", _("Choose a role."))
        return cleaned

    def to_invite(self) -> list[Account]:
        """Colleagues who hold a role already; who has no account yet gets one."""
        chosen = [
            person for number, person in self.colleagues.items() if self.cleaned_data[f"invite_{number}"]
        ]
        return [account_of(person) for person in chosen]

    def appoint_proposed(self, school: School) -> list[Appointment]:
        """People of the roster get the role that was chosen, from today, and the group that the roster names."""
        chosen = [
            (person, Role(self.cleaned_data[f"role_{number}"]))
            for number, person in self.proposed.items()
            if self.cleaned_data[f"invite_{number}"]
        ]
        return [self._appoint(person, role, school) for person, role in chosen]

    def _appoint(self, person: Person, role: Role, school: School) -> Appointment:
        account_of(person)
        if role == Role.COACH:
            self._give_groups(person, school)
        return Appointment.objects.create(
            person=person, role=role, school=school, first_on=self.on, appointed_by=self.inviter
        )

    def _give_groups(self, person: Person, school: School) -> None:
        year = school_year_of(self.on).name
        links = RosterLink.objects.filter(person=person, school=school, group__school_year=year)
        own = links.filter(group__is_combined=False).exclude(group__teaching__person=person)
        for group in own.values_list("group", flat=True).distinct():
            Teaching.objects.create(person=person, group_id=group, first_on=self.on)


def account_of(person: Person) -> Account:
    known: Account | None = Account.objects.filter(person=person).first()
    return known or Account.objects.create_account(person, email=person.email or "")
