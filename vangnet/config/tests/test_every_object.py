"""Every address x every member of the cast x every object: own, a colleague's, another school's, destroyed, none.

The access tables say who may have the cast's own objects. For each other object this says how that changes: who takes
whose place when it is Otto's instead of Mina's, or of De Iep instead of De Linde. The rest is worked out, and asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.building.tests.scene import registered
from vangnet.config.tests.test_every_address import a_session_of
from vangnet.config.tests.walk import NAMES, nothing_kept, table, writes
from vangnet.conftest import CAST, an_act
from vangnet.core.access.second_factor.models import SecondFactor
from vangnet.core.dossiers.destroying import decide, propose
from vangnet.core.dossiers.models import DestructionProposal, Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.obligations.tests.promises import own_duty
from vangnet.core.people.imports import pending
from vangnet.core.people.imports.registry import KIND_OF_KEY
from vangnet.core.people.models import (
    Appointment,
    CalendarDay,
    Cluster,
    ContactOrder,
    Group,
    Guardianship,
)
from vangnet.emergencies.tests import scene as emergencies
from vangnet.hazards.tests.scene import risks_of
from vangnet.improvement.tests import scene as improvement
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report
from vangnet.office.tests.test_import_pages import roster
from vangnet.plan.tests.scene import things as things_of_the_plan
from vangnet.rollcall.tests.scene import opened, practised
from vangnet.staffing.tests.scene import other_things as other_things_of_staffing

pytestmark = pytest.mark.django_db(databases="__all__")

Lets = frozenset[str]
OF_LINDE = {who for who, roles in CAST.items() if any(place == "linde" for _role, place in roles)}


def as_it_stands(lets: Lets) -> Lets:
    return lets


def nobody(_lets: Lets) -> Lets:
    return frozenset()


def swapped(one: str, other: str) -> Callable[[Lets], Lets]:
    return lambda lets: frozenset({one: other, other: one}.get(who, who) for who in lets)


def of_the_iep(lets: Lets) -> Lets:
    """Nadia stands in Mina's place there and Noor in Hanna's; nobody else of De Linde has a place at De Iep."""
    there = {"mina": "nadia", "hanna": "noor"}
    return frozenset(there.get(who, "") for who in lets if who in OF_LINDE and who in there) | (
        lets - OF_LINDE - {"nadia", "noor"}
    )


def of_otto(lets: Lets) -> Lets:
    """He wrote it, about his own pupils alone: then Mina has no part in it."""
    return lets - {"mina"} | ({"otto"} if "mina" in lets else frozenset())


def only(*who: str) -> Callable[[Lets], Lets]:
    return lambda lets: frozenset(who) if lets else lets


@dataclass(frozen=True)
class Variant:
    """One object in the place of the cast's own one, and who may have it then."""

    named: str
    key: object
    lets: Callable[[Lets], Lets]
    tried_by: Sequence[str] = tuple(CAST)


@pytest.fixture
def variants(things, cast, linde, iep, pupils) -> dict[str, list[Variant]]:
    """For each argument of an address the objects that somebody may try there."""
    return {
        argument: [
            Variant("own", things[argument], as_it_stands),
            *others,
            *(_not_there(key) for key in NOT_THERE[type(things[argument])]),
        ]
        for argument, others in _others(things, cast, linde, iep, pupils).items()
    }


def _not_there(key: object) -> Variant:
    """Asked by who may do most; a rule that lets nobody have a row needs no fourteen others to say so."""
    return Variant(f"not there: {key}", key, nobody, tried_by=("hanna", "ada"))


NOT_THERE = {
    int: [0, 2**31, 2**63, 10**30],
    str: ["ZZZZ-ZZZZ", "x' OR 1=1 --", "%", "_" * 9, "..", "١٢٣٤-٥٦٧٨"],
    type(uuid4()): [uuid4()],
}


def _others(things, cast, linde, iep, pupils) -> dict[str, list[Variant]]:
    dossiers = _dossiers(cast, linde, iep, pupils)
    study_day = CalendarDay.objects.get(pk=things["study_day"])
    study_day.pk, study_day.school = None, iep
    study_day.save(force_insert=True)
    orders = {name: _order(getattr(pupils, name)) for name in ("cas", "emil")}
    ties = {name: Guardianship.objects.get(pupil=getattr(pupils, name)).pk for name in ("cas", "emil")}
    appointments = {
        name: Appointment.objects.get(person=getattr(cast, name)).pk for name in CAST if CAST[name]
    }
    uploads = {
        name: pending.keep(
            [roster().read()], "roster.xml", kind=KIND_OF_KEY["edexml"], by=getattr(cast, name), school=school
        ).token
        for name, school in (("noor", iep), ("ada", linde))
    }
    theirs = swapped("mina", "otto")
    closed_at_iep = practised(
        iep, cast.noor, SimpleNamespace(aya=pupils.emil, bram=pupils.emil, zoe=pupils.emil)
    )
    return {
        "linde": [Variant("the other school", iep.pk, of_the_iep)],
        "cluster": [
            Variant(
                "another cluster", Cluster.objects.create(board=linde.board, name="Zuid").pk, as_it_stands
            )
        ],
        "study_day": [Variant("the other school's", study_day.pk, of_the_iep)],
        "group_6": [
            Variant("a colleague's", Group.objects.get(school=linde, name="Groep 7").pk, theirs),
            Variant("the other school's", Group.objects.get(school=iep).pk, of_the_iep),
        ],
        "aya": [
            Variant("a colleague's", pupils.cas.pk, theirs),
            Variant("the other school's", pupils.emil.pk, of_the_iep),
        ],
        "guardianship": [
            Variant("a colleague's", ties["cas"], theirs),
            Variant("the other school's", ties["emil"], of_the_iep),
        ],
        "contact_order": [
            Variant("a colleague's", orders["cas"], theirs),
            Variant("the other school's", orders["emil"], of_the_iep),
        ],
        "appointment": [
            Variant("the other school's", appointments["nadia"], of_the_iep),
            Variant("the head's", appointments["hanna"], only("ada")),
            Variant("the board's", appointments["bas"], only("ada")),
            Variant("the officer's", appointments["fenna"], only("ada")),
            Variant("the administrator's own", appointments["ada"], nobody),
        ],
        "upload_dropped": [Variant("another head's", uploads["noor"], only("noor"))],
        "upload": [
            Variant("another head's", uploads["noor"], only("noor")),
            Variant("the administrator's", uploads["ada"], only("ada")),
        ],
        "fight": [
            Variant("a colleague's", dossiers["otto"].reference, of_otto),
            Variant("the other school's", dossiers["nadia"].reference, of_the_iep),
            Variant("destroyed", dossiers["gone"].reference, nobody),
        ],
        "session": [Variant("a colleague's", a_session_of(cast.otto), theirs)],
        "app_of_mina": [Variant("a colleague's", _app_of(cast.otto), theirs)],
        "account_of_mina": [
            Variant("a colleague's", cast.otto.account.pk, as_it_stands),
            Variant("the board's", cast.bas.account.pk, as_it_stands),
            Variant("the administrator's own", cast.ada.account.pk, nobody),
        ],
        "evening": [
            Variant("the other school's", own_duty(cast, school=iep).pk, of_the_iep),
            Variant("of all schools", own_duty(cast).pk, only("bas")),
        ],
        **{
            name: [Variant("the other school's", key, of_the_iep)]
            for name, key in emergencies.of_school(iep, by=cast.noor, teacher=cast.nadia).items()
        },
        "officer": [Variant("who is none", cast.mina.pk, nobody)],
        "running": [
            Variant("the other school's", opened(iep, cast.nadia).key, of_the_iep),
        ],
        "practised": [
            Variant("the other school's", closed_at_iep.key, of_the_iep),
            Variant("still running", things["running"], nobody),
        ],
        "proposal": [
            Variant("decided", DestructionProposal.objects.get(dossier=dossiers["gone"]).pk, nobody),
        ],
        **{
            argument: [Variant("the other school's", key, of_the_iep)]
            for argument, key in (
                other_things_of_staffing(cast, iep)
                | registered(iep, cast.noor)
                | risks_of(iep, cast.noor)
                | improvement.things(iep, cast.noor)
            ).items()
            if argument not in FIXED
        },
        **{
            argument: [Variant("the other school's", key, of_the_iep)]
            for argument, key in things_of_the_plan(iep, cast.noor).items()
        },
    }


def _app_of(person) -> int:
    app = SecondFactor(account=person.account, kind="app", made_at=timezone.now())
    app.content = b"a secret of twenty b"
    app.save()
    return app.pk


def _order(pupil) -> int:
    guardian = Guardianship.objects.get(pupil=pupil).guardian
    first_on = timezone.localdate() + timedelta(days=30)
    return ContactOrder.objects.create(
        pupil=pupil, guardian=guardian, kind="supervised", ordered_by="Rechtbank", first_on=first_on
    ).pk


def _dossiers(cast, linde, iep, pupils) -> dict[str, Dossier]:
    """Otto's about his own pupils, Nadia's at De Iep, both closed as the cast's own one; and one that is destroyed."""
    made = {
        "otto": _reported(cast.otto, linde, pupils.cas, pupils.dina),
        "nadia": _reported(cast.nadia, iep, pupils.emil),
        "gone": _reported(cast.mina, linde, pupils.aya, pupils.cas),
    }
    Dossier.objects.filter(pk__in=[one.pk for one in made.values()]).update(closed_on=timezone.localdate())
    gone = Dossier.objects.get(pk=made["gone"].pk)
    propose(gone, cast.hanna, "Gesloten en lang geleden", timezone.now())
    decide(DestructionProposal.objects.get(dossier=gone), cast.fenna, timezone.now())
    return made


def _reported(by, school, victim, perpetrator=None) -> Dossier:
    facts = [
        Report(category_id="physical_violence", place="playground"),
        Subject(role="victim", pupil=victim),
    ]
    if perpetrator:
        facts.append(Subject(role="perpetrator", pupil=perpetrator))
    return open_dossier(INCIDENT, school, an_act("report", by, text="Iets vertrouwelijks.", facts=facts))


# What an address names that is no object, or of which the cast has one.
FIXED = frozenset(
    [
        "first_entry",
        "duty_of_all",
        "evening_held",
        "feed_of_mina",
        0,  # pupils without a group
        "99xa00",
        "consented",
        "edexml",
        "csv",
        "json",
        "whole",
        "docx",
        "pdf",
        "note",
        "restraint",
        "theft",
        "abc",
        "entra",
        "no-such-key",
        "no-such-word",
        "no-such-proof",
        "interval",
        "kind_of_row",
        "incidents.review_within_days",
        "access.again_after_minutes",
    ]
)
WITH_OBJECT = [name for name in NAMES if set(table()[name].args) - FIXED]


def _objects(name: str) -> int:
    """At which place the address names the object that differs: the first that the cast has more of."""
    return next(place for place, argument in enumerate(table()[name].args) if argument not in FIXED)


def _tried(name: str, variants, things) -> Iterator[tuple[Variant, str]]:
    args, place = table()[name].args, _objects(name)
    given = [things.get(argument, argument) for argument in args]
    for variant in variants[args[place]]:
        yield variant, _url(name, [*given[:place], variant.key, *given[place + 1 :]], place)


def test_every_argument_of_an_address_has_its_other_objects(variants):
    asked = {argument for name in NAMES for argument in table()[name].args}

    assert asked - FIXED == set(variants)


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_object_is_for_who_may_have_it_and_is_not_found_for_everybody_else(
    method, variants, things, cast, as_
):
    wrong, asked = [], 0
    for name in WITH_OBJECT:
        row = table()[name]
        for variant, url in _tried(name, variants, things):
            expected = variant.lets(row.lets)
            for who in variant.tried_by:
                status, written = _ask(as_(getattr(cast, who)), method, url)
                asked += 1
                is_let_in = status not in {404, 405}
                is_wrong = status >= 500 or (who not in expected and (is_let_in or written))
                if is_wrong or (who in expected and not is_let_in and method == row.method):
                    wrong.append((name, variant.named, who, status, written))

    assert wrong == []
    assert asked > 40 * len(WITH_OBJECT)


def _url(name: str, args: list, place: int) -> str:
    """Also an address that our own pages would never make."""
    shape = _shape(args[place])
    own = reverse(name, args=[*args[:place], shape, *args[place + 1 :]])
    return own.replace(str(shape), str(args[place]), 1)


def _shape(key):
    return key if not isinstance(key, str) else "ABCD-EFGH"


def _ask(browser: Client, method: str, url: str) -> tuple[int, list]:
    browser.raise_request_exception = False
    with nothing_kept(), writes() as written:
        answer = getattr(browser, method)(url)
    is_sent_to_sign_in = answer.get("Location", "").startswith(reverse("account_login"))
    return 404 if is_sent_to_sign_in else answer.status_code, written.of_people_and_dossiers()


def test_who_has_not_signed_in_cannot_tell_what_exists(variants, things):
    for name in WITH_OBJECT:
        row = table()[name]
        answers = set()
        for _variant, url in _tried(name, variants, things):
            answer = getattr(Client(), row.method)(url)
            answers.add((answer.status_code, answer.get("Location", "").partition("?")[0]))

        # What does not even have the shape of an address is no address for anybody.
        assert answers <= {(302, reverse("account_login")), (404, "")}
        assert (302, reverse("account_login")) in answers
