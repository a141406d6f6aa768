"""Who reads what somebody told in confidence: the adviser to whom it was told, and nobody else.

Not the head, not the board, not another adviser of the school; no colleague can be brought in and there is no glass to
break. A successor reads it when the person agreed to that by name, and then the adviser before no longer does. Of an
adviser whose appointment has ended nobody reads the talks any more. That they are destroyed is proposed by the adviser
and decided by the data protection officer, so that nobody at school can count them.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import NOTHING, AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.rules import OPENED_BY_YOU, about_oneself, all_of_kind
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import HandOver

KIND = "confidence"


def _is_adviser(person: Person, on: date) -> Q:
    schools = schools_where(person, on, [Role.CONFIDENTIAL_ADVISER])
    return NOTHING if schools.query.is_empty() else Q(school__in=schools)


def _opened(person: Person, on: date) -> Q:
    here = _is_adviser(person, on)
    if here is NOTHING:
        return NOTHING
    handed_over = HandOver.objects.standing().values("entry__dossier")
    return here & OPENED_BY_YOU.condition(person, on) & ~Q(pk__in=handed_over)


def _took_over(person: Person, on: date) -> Q:
    here = _is_adviser(person, on)
    if here is NOTHING:
        return NOTHING
    later = HandOver.objects.standing().filter(
        entry__dossier=OuterRef("entry__dossier"), entry__number__gt=OuterRef("entry__number")
    )
    last = HandOver.objects.standing().filter(~Exists(later), person=person.pk)
    return here & Q(pk__in=last.values("entry__dossier")) & ~Q(pk__in=about_oneself(person))


OPENS = Rule(
    "confidences.adviser",
    _("You are confidential adviser of this school."),
    lambda person, on: Q(pk__in=schools_where(person, on, [Role.CONFIDENTIAL_ADVISER])),
)
ADVISER, SUCCESSOR = all_of_kind(
    KIND,
    (
        Rule("confidences.told_you", _("It was told to you, as confidential adviser."), _opened),
        Rule("confidences.took_over", _("It was handed over to you; the person agreed."), _took_over),
    ),
)

KNOW = one_of(ADVISER, SUCCESSOR)
ROLES: Mapping[str, AnyRule] = {"adviser": KNOW, "handler": KNOW}
WHO = {"adviser": _("the confidential adviser"), "handler": _("the confidential adviser")}
SHARES = (Share(KNOW),)
