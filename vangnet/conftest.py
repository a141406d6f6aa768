"""The cast of the tests, at an invented board with two schools.

Mina teaches group 6 and Otto group 7 at De Linde; Iris is internal support coordinator and Hanna head there; Vera is
confidential adviser, Kees caretaker, Sam safety coordinator, Toon the anti-bullying coordinator. Nadia teaches and Noor
heads at De Iep, the other school of the same cluster; Carla is its cluster director. Bas is on the executive board,
Lotte sits on its complaints committee, Fenna is data protection officer, Ada administers the system, Marit sits on the
participation council. Wim worked at De Linde until last year.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import hypothesis
import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import setup_databases
from django.utils import timezone, translation

from vangnet.config.tests.tables import set_up
from vangnet.core.access.models import Account
from vangnet.core.access.second_factor.proof import KEY, Proof
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import Act, open_dossier
from vangnet.core.dossiers.tests import apart
from vangnet.core.keys.installation import installation_cipher
from vangnet.core.obligations.declared import declared
from vangnet.core.people.models import (
    Appointment,
    Board,
    Cluster,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    NormalDay,
    Person,
    Placement,
    Pupil,
    School,
    Teaching,
)
from vangnet.core.people.roles import Role
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

# No test fails by the clock: a machine that is busy is no fault.
hypothesis.settings.register_profile(
    "whatever the machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("whatever the machine")

# One signed-in session each, made once: signing in anew for every test would be most of the work.
SESSIONS: dict[str, str] = {}

LONG_AGO = date(2024, 8, 1)
PASSWORD = "een lang wachtwoord"

# Who holds which role where: linde, iep, cluster or board.
CAST = {
    "mina": [(Role.COACH, "linde")],
    "otto": [(Role.COACH, "linde")],
    "iris": [(Role.INTERNAL_COACH, "linde")],
    "hanna": [(Role.HEAD, "linde")],
    "vera": [(Role.CONFIDENTIAL_ADVISER, "linde")],
    "kees": [(Role.SUPPORT_STAFF, "linde")],
    "sam": [(Role.SAFETY_COORDINATOR, "linde")],
    "toon": [(Role.ANTI_BULLYING_COORDINATOR, "linde")],
    "nadia": [(Role.COACH, "iep")],
    "noor": [(Role.HEAD, "iep")],
    "carla": [(Role.CLUSTER_DIRECTOR, "cluster")],
    "bas": [(Role.EXECUTIVE_BOARD, "board")],
    "lotte": [(Role.COMPLAINTS_COMMITTEE, "board")],
    "fenna": [(Role.DATA_PROTECTION_OFFICER, "board")],
    "ada": [(Role.ADMINISTRATOR, "board")],
    "marit": [(Role.PARTICIPATION_COUNCIL, "linde")],
    "wim": [],
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks a database: the rest was tested beside SQLite, and would do the same here."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        alike = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=alike)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(map(item.get_closest_marker, ("django_db", "own_database")))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.test.utils.setup_databases", set_up(setup_databases))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The board is there before every test, and each test's own rows are rolled back."""
    with django_db_blocker.unblock():
        installation_cipher()  # outside the tests' transactions, for all of them
        if not Board.objects.exists():
            _found_the_board()
        for account in Account.objects.all():
            client = Client()
            client.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
            SESSIONS[account.email] = proven(client, account)


def proven(
    client: Client, account: Account, *, ago: timedelta = -timedelta(days=1), by: str = "passkey"
) -> str:
    """Let the session of a browser have its second step; as if tomorrow, so that no test run is too slow for it."""
    at, session = (timezone.now() - ago).timestamp(), client.session
    session["seen_at"] = at  # that somebody is there is written once a minute
    session[KEY] = asdict(Proof(account.pk, by, at, at, again_after=15, lacks=""))
    session.save()
    return session.session_key


def _found_the_board() -> None:
    board = Board.objects.create(name="Stichting Boomgaard", number="99999")
    cluster = Cluster.objects.create(board=board, name="Noord")
    linde = School.objects.create(board=board, cluster=cluster, name="De Linde", brin="99XA", town="Wierden")
    iep = School.objects.create(board=board, cluster=cluster, name="De Iep", brin="99XB", town="Wierden")
    places = {
        "linde": {"school": linde},
        "iep": {"school": iep},
        "cluster": {"cluster": cluster},
        "board": {},
    }
    for name, roles in CAST.items():
        person = Person.objects.create(
            call_name=name.capitalize(), last_name="Test", email=f"{name}@example.org"
        )
        account = Account(person=person, email=person.email)
        account.set_password(PASSWORD)
        account.save()
        for role, place in roles:
            Appointment.objects.create(person=person, role=role, first_on=LONG_AGO, **places[place])
    gone = Person.objects.get(email="wim@example.org")
    Appointment.objects.create(
        person=gone, role=Role.COACH, school=linde, first_on=LONG_AGO, last_on=date(2025, 7, 31)
    )
    for school in (linde, iep):
        for weekday in range(1, 6):
            ends = time(12, 30) if weekday == 3 else time(15, 0)
            NormalDay.objects.create(
                school=school,
                since=LONG_AGO,
                weekday=weekday,
                starts_at=time(8, 30),
                ends_at=ends,
                break_minutes=30,
            )
    _pupils(linde, "Groep 6", "mina", ["Aya Bos", "Bram de Vries", "Zoë Yilmaz"])
    _pupils(linde, "Groep 7", "otto", ["Cas Jansen", "Dina van der Berg"])
    _pupils(iep, "Groep 6", "nadia", ["Emil Smit"])


def _pupils(school: School, group_name: str, teacher: str, names: list[str]) -> None:
    group = Group.objects.create(school=school, school_year="2026-2027", name=group_name)
    Teaching.objects.create(
        person=Person.objects.get(email=f"{teacher}@example.org"), group=group, first_on=LONG_AGO
    )
    for name in names:
        call_name, *infix, last_name = name.split()
        pupil = Pupil.objects.create(
            call_name=call_name, infix=" ".join(infix), last_name=last_name, born_on=date(2016, 5, 1)
        )
        enrolment = Enrolment.objects.create(
            pupil=pupil, school=school, key=f"k-{call_name}", first_on=LONG_AGO
        )
        Placement.objects.create(
            enrolment=enrolment, group=group, year_group=group_name[-1], first_on=LONG_AGO
        )
        guardian = Guardian.objects.create(call_name="Ouder", last_name=last_name, phone="06-00000000")
        Guardianship.objects.create(pupil=pupil, guardian=guardian, relation="parent", first_on=LONG_AGO)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Tests read the source texts; that the Dutch ones are complete is a test of its own."""
    with translation.override("en"):
        yield


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """Everybody by first name: `cast.mina` is a Person."""
    return SimpleNamespace(**{p.call_name.lower(): p for p in Person.objects.filter(email__in=_addresses())})


def _addresses() -> list[str]:
    return [f"{name}@example.org" for name in CAST]


@pytest.fixture
def installation(fresh, tmp_path) -> Iterator[Path]:
    """A copy, for this test alone, of the installation that its file makes once (`fresh`)."""
    with apart.copied(fresh, tmp_path / "own") as place:
        yield place


@pytest.fixture
def linde(db) -> School:
    return School.objects.get(name="De Linde")


@pytest.fixture
def iep(db) -> School:
    return School.objects.get(name="De Iep")


@pytest.fixture
def pupils(db) -> SimpleNamespace:
    """Every pupil by call name in lower case without accents: aya, bram, zoe, cas, dina, emil."""
    return SimpleNamespace(**{p.search_key.split()[0]: p for p in Pupil.objects.all()})


@pytest.fixture
def as_(db) -> Iterator[object]:
    """A browser in which somebody has signed in and chose English: `as_(cast.mina).get("/")`."""

    def browser(person: Person) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[person.email]
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return browser


@pytest.fixture
def own_duties_alone(settings) -> Iterator[None]:
    """No promise of any register is asked, but for those that a test makes itself."""
    settings.DUTIES = []
    declared.cache_clear()
    yield
    declared.cache_clear()


def an_act(
    step: str, by: Person, *, ago: timedelta = timedelta(minutes=5), now: datetime | None = None, **rest
) -> Act:
    """Something recorded now that happened a little while ago."""
    now = now or timezone.now()
    return Act(step=step, by=by, happened_at=now - ago, now=now, token=uuid4(), **rest)


@pytest.fixture
def fight(cast, linde, pupils) -> Dossier:
    """Cas of group 7 pushed Aya of group 6; Mina reported it."""
    return open_dossier(
        INCIDENT,
        linde,
        an_act(
            "report",
            cast.mina,
            text="Cas duwde Aya bij de schommel. Aya viel op haar knie.",
            facts=[
                Report(category_id="physical_violence", place="playground"),
                Subject(role="victim", pupil=pupils.aya),
                Subject(role="perpetrator", pupil=pupils.cas),
            ],
        ),
    )
