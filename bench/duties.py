"""How long the duties take: `python -m bench.duties`; on PostgreSQL with `python -m bench.postgresql` before it.

Forty duties and ten years of facts at 1, 100 and 1,000 schools: the states of all of them, the page and the file of the
board, the page of a school's year and somebody's calendar. Once with these alone, and once beside all that Vangnet
declares, of which no fact is known. Through the views, signed in, in an installation of its own that is thrown away
afterwards. The floor is one plain question that counts the same rows.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from .measured import Measured, summarised

SCHOOLS = (1, 100, 1000)
DUTIES, YEARS = 40, 10
TIMES = 10
AIM, AIM_AT = 100.0, 100  # milliseconds for the board's page, at so many schools
PAGE = "the board's page"
TODAY = date(2026, 11, 26)


def main() -> int:
    with TemporaryDirectory() as data:
        os.environ.update(VANGNET_DATA=data, DJANGO_SETTINGS_MODULE="vangnet.config.testing")
        lines, is_met = _measured()
    print("\n".join(lines))
    return 0 if is_met else 1


Found = dict[str, dict[int, Measured]]


def _measured() -> tuple[list[str], bool]:
    import django
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    django.setup()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, aliases={"default", "keys"})
    try:
        found = _all_sizes()
    finally:
        teardown_databases(made, verbosity=0)
    return _lines(found), found[PAGE][AIM_AT].p95 < AIM


def _all_sizes() -> Found:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from vangnet.conftest import _found_the_board
    from vangnet.core.keys.installation import installation_cipher
    from vangnet.core.obligations.declared import all_duties, declared
    from vangnet.core.obligations.feed import new_address
    from vangnet.core.obligations.models import CarriedOut
    from vangnet.core.obligations.states import states
    from vangnet.core.people.models import Person, School

    installation_cipher()
    _found_the_board()
    _settle()
    browser = _browser_of(get_user_model().objects.get(email="bas@example.org"), Client())
    feed = reverse(
        "duties-feed", args=[new_address(Person.objects.get(email="hanna@example.org"), timezone.now())]
    )
    linde = School.objects.get(name="De Linde")
    year = f"{reverse('duties')}?school={linde.pk}"
    found: Found = {}
    for number in SCHOOLS:
        _fill(number)
        keys = list(School.objects.values_list("pk", flat=True))
        everywhere = (
            ("all states", lambda keys=keys: states(all_duties(TODAY), keys, TODAY, is_all=True)),
            (PAGE, lambda: _got(browser, reverse("duties-board"))),
        )
        alone = (
            *everywhere,
            ("the board's file (xlsx)", lambda: _got(browser, reverse("duties-board-export", args=["xlsx"]))),
            ("the year of one school", lambda: _got(browser, year)),
            ("somebody's calendar", lambda: _got(Client(), feed)),
            ("floor: counting the rows", lambda: CarriedOut.objects.count()),
        )
        with _declaring([]):
            for name, work in alone:
                found.setdefault(name, {})[number] = _timed(work)
        beside = f", beside {len(declared())} declared"
        for name, work in everywhere:
            found.setdefault(name + beside, {})[number] = _timed(work)
    print(f"On {connection.vendor}, load average {os.getloadavg()[0]:.1f}.", file=sys.stderr)
    return found


def _settle() -> None:
    """As a worker does before its first page (`vangnet/config/worker.py`)."""
    import gc

    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it loads all pages
    gc.collect()
    gc.freeze()


@contextmanager
def _declaring(lists: list[str]) -> Iterator[None]:
    """With the duties of these lists alone, and those that were made."""
    from django.test.utils import override_settings

    from vangnet.core.obligations.declared import declared

    declared.cache_clear()
    with override_settings(DUTIES=lists):
        yield
    declared.cache_clear()


def _browser_of(account: Any, client: Any) -> Any:
    from django.conf import settings

    from vangnet.conftest import proven

    client.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
    client.cookies[settings.SESSION_COOKIE_NAME] = proven(client, account)
    return client


def _got(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.content


def _fill(number: int) -> None:
    """So many schools, each with every duty and a fact of each year."""
    from django.utils import timezone

    from vangnet.core.obligations.models import CarriedOut, OwnDuty
    from vangnet.core.people.models import Person, School

    CarriedOut.objects.all().delete()
    School.objects.filter(name__startswith="School ").delete()
    School.objects.exclude(name="De Linde").update(closed_on=TODAY)
    linde, by, now = (
        School.objects.get(name="De Linde"),
        Person.objects.get(email="bas@example.org"),
        timezone.now(),
    )
    if not OwnDuty.objects.exists():
        OwnDuty.objects.bulk_create(
            OwnDuty(
                title=f"Duty {place}",
                agreed_in="Plan",
                often=("years", "times_a_year")[place % 2],
                number=1 + place % 4 // 2,
                role=("head", "safety_coordinator")[place % 2],
                first_on=date(2016, 8, 1),
                made_by=by,
                made_at=now,
            )
            for place in range(DUTIES)
        )
    School.objects.bulk_create(
        School(
            board=linde.board,
            name=f"School {place}",
            brin=f"{place // 100:02}ZZ",
            location_code=f"{place % 100:02}",
        )
        for place in range(1, number)
    )
    duties = list(OwnDuty.objects.all())
    for school in School.objects.filter(closed_on=None):
        CarriedOut.objects.bulk_create(
            CarriedOut(
                duty=duty,
                school=school,
                held_on=TODAY - timedelta(days=365 * year + (school.pk * 7 + duty.pk * 13) % 300),
                by="Team",
                outcome="Gedaan.",
                recorded_by=by,
                recorded_at=now,
            )
            for duty in duties
            for year in range(YEARS)
        )


def _timed(work: Callable[[], object]) -> Measured:
    work()
    took, cpu = [], process_time()
    for _turn in range(TIMES):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return summarised(took, process_time() - cpu)


def _lines(found: Found) -> list[str]:
    lines = [
        f"{DUTIES} duties, {YEARS} years of facts. Aim: {AIM:g} ms (p95) for the board's page at {AIM_AT} schools.",
        "",
        "| p50 / p95 | "
        + " | ".join(f"{number:,} schools" for number in SCHOOLS)
        + " | growth from 100 to 1,000 |",
        "|---|" + "---:|" * (len(SCHOOLS) + 1),
    ]
    for name, sizes in found.items():
        cells = " | ".join(f"{sizes[number].p50:.0f} / {sizes[number].p95:.0f} ms" for number in SCHOOLS)
        growth = sizes[SCHOOLS[2]].p50 / max(sizes[SCHOOLS[1]].p50, 0.01)
        lines.append(f"| {name} | {cells} | {growth:.1f} x |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
