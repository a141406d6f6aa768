"""How long each letter takes to be made: `python -m bench.letters`.

Every letter of every kind is previewed through its form, from the request up to and including the PDF, in an
installation of its own that is thrown away afterwards. The floor is the PDF alone, from a sheet that is ready. A copy
of a dossier with forty entries is made as well, on paper and as data; for that there is no aim.
"""

import os
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory
from time import perf_counter
from types import SimpleNamespace

from .measured import Measured, summarised

TIMES = 40
AIM = 300.0  # milliseconds for each letter
ENTRIES = 40


def main() -> int:
    with TemporaryDirectory() as data:
        os.environ.update(VANGNET_DATA=data, DJANGO_SETTINGS_MODULE="vangnet.config.testing")
        lines, is_met = _measured()
    print("\n".join(lines))
    return 0 if is_met else 1


def _measured() -> tuple[list[str], bool]:
    import django
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    django.setup()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, aliases={"default", "keys"})
    try:
        house = _house()
        found, copies = _all_letters(*house), _copies(*house)
    finally:
        teardown_databases(made, verbosity=0)
    return [*_lines(found), *_lines_of_copies(copies)], all(
        page.p95 < AIM for _name, _first, page, _pdf in found
    )


Found = tuple[str, float, Measured, Measured]


def _all_letters(
    cast: SimpleNamespace, linde: object, pupils: SimpleNamespace, browser_of: Callable[[str], object]
) -> list[Found]:
    from django.utils import timezone

    from vangnet.config.tests.letter_scenes import LETTERS, sent_back
    from vangnet.core.letters.typesetting import Sheet, pdf_of
    from vangnet.core.protocols import Protocol

    Protocol.obstacles = lambda *_arguments: ()  # type: ignore[method-assign,assignment] # only the letter is measured
    found, now = [], timezone.now()
    for scene in LETTERS:
        dossier = scene.opened(cast, linde, pupils)
        browser = browser_of(scene.by)
        form_at = f"{dossier.page_url}steps/{scene.step}/"
        sent = sent_back(browser.get(form_at).context["form"], scene.filled(cast, pupils))

        def preview(browser=browser, form_at=form_at, sent=sent) -> bytes:  # type: ignore[no-untyped-def]
            answer = browser.post(f"{form_at}letter/", sent)
            assert answer.content.startswith(b"%PDF-")
            return bytes(answer.content)

        first, page = _timed(preview)
        sheet = _sheet(browser, form_at, sent)
        _once, pdf = _timed(lambda sheet=sheet: pdf_of(sheet, now))  # type: ignore[misc]
        assert isinstance(sheet, Sheet)
        found.append((str(scene), first, page, pdf))
    return found


def _copies(
    cast: SimpleNamespace, linde: object, pupils: SimpleNamespace, browser_of: Callable[[str], object]
) -> dict[str, tuple[float, Measured]]:
    """In each form the copy of a dossier, another one each turn: the typesetter remembers what it has set."""
    from vangnet.bullying.tests import scene
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import append

    browser, pages = browser_of("toon"), []
    for turn in range(TIMES + 1):
        dossier = scene.opened(cast, linde, pupils)  # type: ignore[arg-type]
        while dossier.entry_count < ENTRIES:
            text = f"Keer {turn}.{dossier.entry_count}: met allebei gesproken, en met de ouders gebeld. " * 12
            append(dossier, an_act("note", cast.toon, text=text))
        pages.append(dossier.page_url)

    def taken(page: str, form: str) -> None:
        answer = browser.get(f"{page}export.{form}")  # type: ignore[attr-defined]
        assert answer.status_code == 200

    found = {}
    for form in ("pdf", "json"):
        left = iter(pages)
        found[form] = _timed(lambda form=form, left=left: taken(next(left), form))  # type: ignore[misc]
    return found


def _sheet(browser: object, form_at: str, sent: dict[str, str]) -> object:
    """The sheet that the form makes, taken on its way to the typesetter."""
    from unittest.mock import patch

    from vangnet.core.dossiers.views import letter

    with patch.object(letter, "pdf_of", wraps=letter.pdf_of) as watched:
        browser.post(f"{form_at}letter/", sent)  # type: ignore[attr-defined]
    return watched.call_args.args[0]


def _house() -> tuple[SimpleNamespace, object, SimpleNamespace, Callable[[str], object]]:
    from django.conf import settings
    from django.test import Client

    from vangnet.conftest import _found_the_board, proven
    from vangnet.core.access.models import Account
    from vangnet.core.keys.installation import installation_cipher
    from vangnet.core.people.models import Person, Pupil, School

    installation_cipher()
    _found_the_board()
    cast = SimpleNamespace(**{person.call_name.lower(): person for person in Person.objects.all()})
    pupils = SimpleNamespace(**{pupil.search_key.split()[0]: pupil for pupil in Pupil.objects.all()})

    def browser_of(name: str) -> Client:
        account, client = Account.objects.get(email=f"{name}@example.org"), Client()
        client.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
        client.cookies[settings.SESSION_COOKIE_NAME] = proven(client, account)
        return client

    return cast, School.objects.get(name="De Linde"), pupils, browser_of


def _timed(work: Callable[[], object]) -> tuple[float, Measured]:
    """The first time in milliseconds, and those after it."""
    took = []
    for _turn in range(TIMES + 1):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return 1000 * took[0], summarised(took[1:], sum(took[1:]))


def _lines(found: list[Found]) -> list[str]:
    lines = [
        f"Load average {os.getloadavg()[0]:.1f}. Aim: {AIM:g} ms for each letter.",
        "",
        "| letter | first | p50 | p95 | the PDF alone | the whole takes |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {first:.0f} ms | {page.p50:.0f} ms | {page.p95:.0f} ms | {pdf.p50:.0f} ms "
        f"| {page.p50 / pdf.p50:.1f} x |"
        for name, first, page, pdf in found
    ]
    return lines


def _lines_of_copies(copies: dict[str, tuple[float, Measured]]) -> list[str]:
    return [
        "",
        f"| copy of a dossier with {ENTRIES} entries | first | p50 | p95 |",
        "|---|---:|---:|---:|",
        *(
            f"| {form} | {first:.0f} ms | {page.p50:.0f} ms | {page.p95:.0f} ms |"
            for form, (first, page) in copies.items()
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
