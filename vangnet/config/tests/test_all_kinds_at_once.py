"""One dossier of every kind at once, and for each member of the cast exactly which of them show anywhere, and how.

Who knows and who handles one is said by each slice in its `tests/scene.py`. What somebody may not know shows nowhere:
not in a list, a search, a file, a mail, a draft or an address, and in no number either, for every page that somebody
may open is the same to the letter whether those dossiers exist or not. An address that takes the reference of a
dossier is walked as soon as it stands in an access table, such as that of a letter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import LONG_AGO
from vangnet.core.dossiers.destroying import propose
from vangnet.core.dossiers.drafts import keep
from vangnet.core.dossiers.forms.steps import About
from vangnet.core.dossiers.glass import break_glass
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import BrokenGlass, DestructionProposal, Dossier, Draft
from vangnet.core.dossiers.refusals import NotYours
from vangnet.core.dossiers.rules import KNOW
from vangnet.core.dossiers.sealing import seal_day
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment, Person, Pupil
from vangnet.core.people.roles import OF_A_CLUSTER, OF_THE_BOARD, Role
from vangnet.incidents.tests import access_table as incidents

from .access import EVERYBODY, SCHOOL_STAFF, names
from .test_every_kind import KINDS, scene_of
from .walk import addresses, table

pytestmark = pytest.mark.django_db(databases="__all__")

HAS_A_LIST = SCHOOL_STAFF | names("carla bas lotte")
MAY_BREAK_THE_GLASS = names("hanna noor iris carla bas")
# Of these two nobody at school or on the board may hear from a list that there is one.
DECIDES_ON_DESTRUCTION = dict.fromkeys(("misconduct", "confidence"), names("fenna"))
RESPONSIBLE = (
    Role.HEAD,
    Role.INTERNAL_COACH,
    Role.CHILD_PROTECTION_OFFICER,
    Role.CLUSTER_DIRECTOR,
    Role.EXECUTIVE_BOARD,
)
WITHOUT_A_GLASS = frozenset(["misconduct", "confidence"])
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
NOWHERE = "ZZZZ-ZZZZ"
SECRET = "Zwartepannenkoek"

Make = Callable[[], Dossier]


@dataclass(frozen=True)
class Expected:
    """Of one kind: how one is made, who knows and handles it, and by which name it is found."""

    make: Make
    knows: frozenset[str]
    handles: frozenset[str]
    found_by: str


@pytest.fixture
def expected(cast, linde, pupils, request) -> Mapping[str, Expected]:
    """Every kind that is registered; incidents have pages of their own, and a scene that all tests share."""
    fight = Expected(
        lambda: request.getfixturevalue("fight"), incidents.KNOWS, names("iris hanna sam"), "aya"
    )
    scenes = {key: scene_of(key) for key in KINDS}
    others = {
        key: Expected(
            lambda scene=scene: scene.opened(cast, linde, pupils),
            frozenset(scene.KNOWS),
            frozenset(scene.HANDLES),
            scene.FOUND_BY,
        )
        for key, scene in scenes.items()
    }
    return {"incident": fight} | others


@pytest.fixture
def dossiers(expected) -> Mapping[str, Dossier]:
    """One of every kind, by its kind."""
    return {key: each.make() for key, each in expected.items()}


@pytest.fixture
def kinds_in(dossiers) -> Callable[[str], set[str]]:
    """The kinds of which the dossier's reference stands in a text."""
    by_reference = {dossier.reference: key for key, dossier in dossiers.items()}
    return lambda text: {by_reference[found] for found in REFERENCE.findall(text) if found in by_reference}


def known_to(who: str, expected: Mapping[str, Expected]) -> set[str]:
    return {key for key, each in expected.items() if who in each.knows}


def handled_by(who: str, expected: Mapping[str, Expected]) -> set[str]:
    return {key for key, each in expected.items() if who in each.handles}


def each_of(cast: SimpleNamespace, as_) -> Iterator[tuple[str, Client]]:
    for who in sorted(EVERYBODY):
        yield who, as_(getattr(cast, who))


def shown(answer) -> str:
    return answer.content.decode() if answer.status_code in {200, 409} else ""


def test_there_is_one_of_every_kind(dossiers):
    assert set(dossiers) == set(kinds())


# What somebody is shown: the whole of what he or she may know, and nothing else


def test_each_list_holds_exactly_what_its_reader_knows(dossiers, expected, kinds_in, cast, as_):
    for who, browser in each_of(cast, as_):
        known = known_to(who, expected) if who in HAS_A_LIST else set()

        assert kinds_in(shown(browser.get(reverse("dossiers")))) == known - {"incident"}, who
        assert kinds_in(shown(browser.get(reverse("incidents")))) == known & {"incident"}, who
        closed = browser.get(reverse("dossiers"), {"state": "closed"})
        assert kinds_in(shown(closed)) == set(), who
        for key in KINDS if who in HAS_A_LIST else ():
            chosen = browser.get(reverse("dossiers"), {"kind": key, "state": "open"})
            assert kinds_in(shown(chosen)) == known & {key}, (who, key)


def test_a_search_finds_by_name_exactly_what_its_reader_knows(dossiers, expected, kinds_in, cast, as_):
    every_name = {each.found_by for each in expected.values()} | {"test"}
    for who, browser in each_of(cast, as_):
        known = known_to(who, expected) if who in HAS_A_LIST else set()
        found = {
            name: kinds_in(shown(browser.post(reverse("dossiers"), {"words": name}))) for name in every_name
        }

        assert set().union(*found.values()) == known - {"incident"}, who
        assert all(key in found[expected[key].found_by] for key in known - {"incident"}), who
        in_register = browser.post(reverse("incidents"), {"words": "aya", "in": "pupils"}, follow=True)
        assert kinds_in(shown(in_register)) == known & {"incident"}, who


def test_the_desk_holds_exactly_what_waits_for_its_reader(dossiers, expected, kinds_in, cast, as_):
    """What waits for who handles a dossier waits for all of them; nobody is told of what he or she doesn't know."""
    waiting = {key for key, dossier in dossiers.items() if dossier.waiting.filter(role="handler").exists()}
    assert waiting, "or this asks nothing"
    for who, browser in each_of(cast, as_):
        on_the_desk = kinds_in(shown(browser.get(reverse("desk"))))

        assert on_the_desk >= handled_by(who, expected) & waiting, who
        assert on_the_desk <= known_to(who, expected), who


def test_an_incident_is_the_only_kind_that_counts_in_the_figures(fight, expected, cast, as_):
    """Their rows have no kind, so that one more dossier of another kind may never stand in them."""
    pages = ("incidents-year", "incidents-year-export")
    before = figures(cast, as_, pages)
    for key in KINDS:
        expected[key].make()

    assert figures(cast, as_, pages) == before
    assert any(before.values())


def figures(cast, as_, pages) -> dict[tuple[str, str], str]:
    return {
        (who, page): same(browser.get(address_of(page)))
        for who, browser in each_of(cast, as_)
        for page in pages
    }


# Addresses: of a dossier that one doesn't know there is nothing, whatever one asks


PER_DOSSIER = sorted(name for name, row in table().items() if tuple(row.args[:1]) == ("fight",))
KNOWN = ("dossier", "dossier-why", "dossier-readers", "dossier-export", "dossier-export-file")
EXACTLY = {**dict.fromkeys(KNOWN, "knows"), "dossier-proof": "handles"}


@pytest.mark.parametrize("page", PER_DOSSIER)
def test_an_address_is_found_by_exactly_who_may_have_it(page, dossiers, expected, cast, as_):
    row = table()[page]
    rest = [1 if argument == "first_entry" else argument for argument in row.args[1:]]
    for who, browser in each_of(cast, as_):
        reached = {
            key
            for key, dossier in dossiers.items()
            if getattr(browser, row.method)(reverse(page, args=[dossier.reference, *rest])).status_code != 404
        }
        may = {key for key, each in expected.items() if who in getattr(each, EXACTLY.get(page, "knows"))}

        assert reached <= may, who
        assert page not in EXACTLY or reached == may, who


def test_every_kind_hands_its_file_to_who_handles_it_and_to_nobody_else(dossiers, expected, cast, as_):
    for who, browser in each_of(cast, as_):
        handed = {
            key
            for key, dossier in dossiers.items()
            if (answer := browser.post(reverse("dossier-proof", args=[dossier.reference]))).status_code == 200
            and dossier.reference.encode() in answer.content
        }
        assert handed == handled_by(who, expected), who


def test_the_file_of_incidents_holds_no_other_kind(dossiers, expected, kinds_in, cast, as_):
    for who, browser in each_of(cast, as_):
        answer = browser.get(reverse("incidents-export", args=["csv"]))
        listed = answer.content.decode("utf-8-sig") if answer.status_code == 200 else ""

        assert kinds_in(listed) == (known_to(who, expected) & {"incident"} if who in HAS_A_LIST else set()), (
            who
        )


def test_what_is_not_known_answers_as_what_is_not_there(dossiers, expected, cast, as_):
    for who, browser in each_of(cast, as_):
        not_there = same(browser.get(reverse("dossier", args=[NOWHERE])), without=NOWHERE)
        assert not_there.startswith("404")
        for key in set(dossiers) - known_to(who, expected):
            reference = dossiers[key].reference
            assert same(browser.get(reverse("dossier", args=[reference])), without=reference) == not_there


# The glass


def test_the_glass_reveals_nothing_before_it_is_broken(dossiers, expected, cast, as_):
    """Filled in or not, with a reference that exists or with none: the page is the same."""
    for who in MAY_BREAK_THE_GLASS:
        browser = as_(getattr(cast, who))
        empty, refused = looks_of_the_glass(browser, NOWHERE)
        assert (empty[:3], refused[:3]) == ("200", "422")
        for dossier in dossiers.values():
            assert looks_of_the_glass(browser, dossier.reference) == (empty, refused), who


def looks_of_the_glass(browser: Client, reference: str) -> tuple[str, str]:
    """As one comes to it, and when it is refused for its reason."""
    asked = {"reference": reference, "reason": "Nu.", "token": "x"}
    answers = browser.get(reverse("glass"), {"reference": reference}), browser.post(reverse("glass"), asked)
    empty, refused = (same(answer, without=reference) for answer in answers)
    return empty, refused


def test_who_carries_no_responsibility_at_this_school_can_break_no_glass(dossiers, cast, as_):
    told = {
        "reason": "Er is iets ergs gebeurd en niemand is er.",
        "token": "7e3f8f0a-2a0f-4a57-8f2c-6a3a1d7f9f10",
    }
    for who in EVERYBODY - (MAY_BREAK_THE_GLASS - {"noor"}):
        browser = as_(getattr(cast, who))
        for dossier in dossiers.values():
            answer = browser.post(reverse("glass"), told | {"reference": dossier.reference})
            assert answer.status_code == (422 if who == "noor" else 404), who


def test_a_glass_that_is_broken_opens_the_dossier_and_where_it_would_not_nothing_is_recorded(
    dossiers, cast, linde
):
    """Every kind x every role: whoever holds the role and no other, at the school, over it or over the board."""
    opened = set()
    for role in Role:
        person = Person.objects.create(call_name="Anna", last_name="Nood", email=f"{role}@example.org")
        place = {} if role in OF_THE_BOARD else {"school": linde}
        place = {"cluster": linde.cluster} if role in OF_A_CLUSTER else place
        Appointment.objects.create(person=person, role=role, first_on=LONG_AGO, **place)
        for key, dossier in dossiers.items():
            if breaks(dossier, person):
                opened.add((key, role))
            assert BrokenGlass.objects.filter(person=person, dossier=dossier).exists() == (
                (key, role) in opened
            )
            if (key, role) in opened:
                assert KNOW.allows(person, dossier, timezone.localdate()), (key, role)

    assert opened == {(key, role) for key in set(dossiers) - WITHOUT_A_GLASS for role in RESPONSIBLE}


def breaks(dossier: Dossier, person: Person) -> bool:
    entries, mails = dossier.entries.count(), OutgoingMail.objects.count()
    try:
        break_glass(dossier, person, reason="Het moet nu.", token=uuid4(), now=timezone.now())
    except NotYours:
        assert (dossier.entries.count(), OutgoingMail.objects.count()) == (entries, mails)
        return False
    assert dossier.entries.count() == entries + 1
    return True


# Mail, drafts, readings and destruction


def test_no_mail_says_which_kind_it_is_or_whom_it_is_about(dossiers, cast, as_):
    """Opening one mails nobody. A broken glass is told of by the drawn reference, which says nothing of either."""
    assert not OutgoingMail.objects.exists()
    for number, (key, dossier) in enumerate(dossiers.items()):
        told = {"reason": "Er is iets ergs gebeurd en niemand is er.", "reference": dossier.reference}
        token = f"7e3f8f0a-2a0f-4a57-8f2c-{number:012}"
        answer = as_(cast.bas).post(reverse("glass"), told | {"token": token})
        assert answer.status_code == (422 if key in WITHOUT_A_GLASS else 302), key

    mails = list(OutgoingMail.objects.all())
    assert {mail.to for mail in mails} >= {"fenna@example.org", "mina@example.org"}
    for mail in mails:
        words = re.findall(r"\w+", f"{mail.cause} {mail.subject} {mail.body}".lower())
        assert not set(words) & (names_of_people() | words_of_kinds()), mail.body


def names_of_people() -> set[str]:
    """But for the words that are ordinary ones as well."""
    people = [*Pupil.objects.all(), *Person.objects.all()]
    found = {word for each in people for word in (each.call_name.lower(), each.last_name.lower())}
    return found - {"test", "ouder", "de", "van"}


def words_of_kinds() -> set[str]:
    """Their keys, and each longer word of their titles."""
    titles = {word for kind in kinds().values() for word in re.findall(r"\w{5,}", kind.title.lower())}
    return set(kinds()) | titles - {"dossier"}


def test_a_draft_is_for_its_writer_alone(dossiers, expected, cast, as_):
    now, written = timezone.now(), {}
    for key, dossier in dossiers.items():
        writer = sorted(expected[key].handles)[0]
        about = About(dossier, getattr(cast, writer), now=now)
        keep(about, "note", typed({"text": SECRET}))
        written[key] = writer
    assert Draft.objects.count() == len(dossiers)

    for who, browser in each_of(cast, as_):
        for key, dossier in dossiers.items():
            page = shown(browser.get(reverse("dossier-step", args=[dossier.reference, "note"])))
            assert (SECRET in page) == (who == written[key]), (who, key)
        everywhere = "".join(
            shown(browser.get(reverse(page))) for page in ("desk", "dossiers", "dossier-choose")
        )
        assert SECRET not in everywhere, who


def typed(fields: Mapping[str, str]) -> QueryDict:
    sent = QueryDict(mutable=True)
    sent.update(fields)
    return sent


def test_the_reading_log_says_who_read_which_dossier_and_not_of_what_kind(dossiers, kinds_in, cast, as_):
    for dossier in dossiers.values():
        as_(cast.hanna).get(dossier.page_url)
    log = main_of(as_(cast.fenna).get(reverse("readings")))

    assert kinds_in(log) == {key for key in dossiers if reads(cast.hanna, dossiers[key])}
    assert "Hanna Test" in log
    assert_tells_nothing(log)


def reads(person: Person, dossier: Dossier) -> bool:
    return dossier.readings.filter(person=person).exists()


def test_who_decides_on_destruction_sees_no_kind_and_no_name(dossiers, kinds_in, cast, as_):
    Dossier.objects.update(closed_on=timezone.localdate())
    for dossier in Dossier.objects.all():
        propose(dossier, cast.hanna, "Gesloten en lang geleden.", timezone.now())

    for who, browser in each_of(cast, as_):
        listed = browser.get(reverse("destructions"))
        decided = {
            key for key in dossiers if who in DECIDES_ON_DESTRUCTION.get(key, names("carla bas fenna"))
        }
        assert kinds_in(shown(listed)) == decided, who
        for proposal in DestructionProposal.objects.select_related("dossier"):
            decision = browser.get(reverse("destruction-decision", args=[proposal.pk]))
            assert (decision.status_code == 200) == (proposal.dossier.kind in decided), who
            if decision.status_code == 200:
                assert_tells_nothing(main_of(decision))


def assert_tells_nothing(text: str) -> None:
    found = set(re.findall(r"\w+", text.lower()))
    assert not found & (words_of_kinds() | {each.call_name.lower() for each in Pupil.objects.all()})


def main_of(answer) -> str:
    return re.sub(r"<[^>]*>", " ", shown(answer).partition("<main")[2].partition("</main")[0])


# No number, no door and no hint: the whole house looks the same


def _without_objects() -> list[str]:
    """Every address of ours that names nothing, or names what has nothing to do with a dossier."""
    elsewhere = ("vangnet.office", "vangnet.core.access")
    guarded = addresses()
    return sorted(
        name
        for name, row in table().items()
        if row.method == "get"
        and not set(row.args) - {"csv"}
        and not guarded[name].callback.__module__.startswith(elsewhere)
        and hasattr(guarded[name].callback, "guard")
    )


PAGES = _without_objects()


def address_of(page: str) -> str:
    return reverse(page, args=table()[page].args)


def test_the_house_looks_the_same_whether_what_one_does_not_know_exists_or_not(expected, cast, as_):
    asked = 0
    for unknown, people in by_what_they_do_not_know(expected).items():
        before = looks_of(people, cast, as_)
        with transaction.atomic():
            made = [expected[key].make() for key in sorted(unknown - {"incident"})]
            after = looks_of(people, cast, as_)
            transaction.set_rollback(True)
        asked += len(after)
        assert made
        assert [each for each in before if before[each] != after[each]] == []
    assert asked > 150


def by_what_they_do_not_know(expected: Mapping[str, Expected]) -> dict[frozenset[str], list[str]]:
    groups: dict[frozenset[str], list[str]] = {}
    for who in sorted(EVERYBODY):
        groups.setdefault(frozenset(set(expected) - known_to(who, expected)), []).append(who)
    return groups


def looks_of(people: list[str], cast, as_) -> dict[tuple[str, str], str]:
    looks = {}
    for who in people:
        browser = as_(getattr(cast, who))
        for page in PAGES:
            looks[who, page] = same(browser.get(address_of(page)))
        for name in ("aya", "jansen"):
            looks[who, name] = same(browser.post(reverse("dossiers"), {"words": name}))
    return looks


CHANGES_BY_ITSELF = re.compile(
    r'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"|value="[^"]*" name="token"|nonce="[^"]*"'
    r'|"(?:X-CSRFToken|csrf)": ?"[^"]*"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
    r'|\bleft="\d+"|"now": ?\d+|\b\d\d:\d\d(?::\d\d)?\b'
)


def same(answer, *, without: str = "") -> str:
    """A page as it is every time: without its tokens, the time of day, and what was asked for."""
    said = CHANGES_BY_ITSELF.sub("", answer.content.decode("utf-8-sig", "replace"))
    return f"{answer.status_code} {said.replace(without, '') if without else said}"


def test_a_seal_tells_a_number_over_all_kinds_and_of_none(dossiers, cast, as_):
    seal_day(timezone.localdate(), timezone.now())
    for who in ("fenna", "bas", "ada"):
        page = main_of(as_(getattr(cast, who)).get(reverse("seals")))
        assert str(len(dossiers)) in page
        assert_tells_nothing(page)
