"""How far each colleague is with signing in, and who stands in the roster of the school without a role yet."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.invitations import Invitation
from vangnet.core.access.models import Account
from vangnet.core.people.models import Appointment, Person, RosterLink, School


class State(StrEnum):
    """How far somebody is."""

    NO_ADDRESS = "no_address"  # cannot be invited before an e-mail address is known
    NOT_INVITED = "not_invited"
    INVITED = "invited"  # and the link still works
    EXPIRED = "expired"  # the link was not used in time
    SIGNED_IN = "signed_in"


@dataclass(frozen=True)
class Newcomer:
    person: Person
    roles: str
    state: State
    says: str

    @property
    def can_be_invited(self) -> bool:
        return self.state in {State.NOT_INVITED, State.INVITED, State.EXPIRED}


def colleagues_of(school: School | None, now: datetime) -> list[Newcomer]:
    """Everybody with a role today or later at the school; without a school the people of board and clusters."""
    today = timezone.localdate(now)
    held = Appointment.objects.exclude(last_on__lt=today).filter(school=school).select_related("person")
    roles: dict[Person, list[str]] = {}
    for appointment in held.order_by("person__last_name", "person__call_name", "role"):
        roles.setdefault(appointment.person, []).append(str(appointment.get_role_display()))
    accounts = {each.person_id: each for each in Account.objects.filter(person__in=roles)}
    sent = {each.account_id: each for each in Invitation.objects.filter(account__person__in=roles)}
    return [
        _newcomer(person, ", ".join(named), accounts.get(person.pk), sent, now)
        for person, named in roles.items()
    ]


def _newcomer(
    person: Person, roles: str, account: Account | None, sent: dict[int, Invitation], now: datetime
) -> Newcomer:
    state, says = _state(person, account, sent.get(account.pk) if account else None, now)
    return Newcomer(person, roles, state, says)


def _state(
    person: Person, account: Account | None, invitation: Invitation | None, now: datetime
) -> tuple[State, str]:
    if account and account.last_login:
        return State.SIGNED_IN, _("last signed in on %(day)s") % {"day": _day(account.last_login)}
    if not person.email:
        return State.NO_ADDRESS, _("no e-mail address")
    if invitation is None:
        return State.NOT_INVITED, _("not invited yet")
    if invitation.ends_at() <= now:
        return State.EXPIRED, _("invited on %(day)s, not used in time") % {"day": _day(invitation.sent_at)}
    return State.INVITED, _("invited on %(day)s") % {"day": _day(invitation.sent_at)}


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d-%m-%Y}"


def proposed_at(school: School, on: date) -> list[Newcomer]:
    """People of the school's roster who have no role at it yet; the roster proposes, a person appoints."""
    appointed = Appointment.objects.exclude(last_on__lt=on).filter(school=school).values("person")
    links = RosterLink.objects.filter(school=school).exclude(person__in=appointed)
    found: dict[Person, list[str]] = {}
    for link in links.select_related("person", "group").order_by("person__last_name", "person__call_name"):
        told = [word for word in (link.group.name if link.group else "", link.code) if word]
        found.setdefault(link.person, []).append(" ".join(told))
    return [
        Newcomer(
            person,
            ", ".join(filter(None, told)),
            State.NOT_INVITED if person.email else State.NO_ADDRESS,
            "" if person.email else _("no e-mail address"),
        )
        for person, told in found.items()
    ]
