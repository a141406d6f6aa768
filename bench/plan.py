"""How long a safety plan of thirty pages takes, as a page and as a file: `python -m bench.plan`.

On PostgreSQL with `python -m bench.postgresql` before it. Through the views, from the request up to and including the
bytes, with every fact asked of the registers, in an installation of its own that is thrown away afterwards. Each turn
is of another text, for the typesetter remembers what it has set; what the public asks again is answered from memory,
and measured as such. The floor is the typesetting alone, of a tree that is ready.
"""

import os
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

from .measured import Measured, summarised

TIMES = 10
AIM = 2000.0  # milliseconds for the PDF
PAGES = 30
SENTENCE = (
    "Bij het begin en einde van de dag staan er minstens twee volwassenen buiten: een bij het klimtoestel, een bij het "
    "hek. De verantwoordelijkheidsverdeling tussen **bedrijfshulpverleners** en *intern begeleiders* is vastgelegd in "
    "afspraken die [op de website](https://www.voorbeeld.example/afspraken) staan. "
)
STEPS = "1. Wie iets ziet zegt het.\n2. De leerkracht praat met elk kind.\n   - dezelfde week\n   - zonder de ander\n"
TABLE = (
    "| Wat | Wie | Wanneer |\n|---|---|---|\n"
    + 6 * "| Ontruimen met de hele school | Directeur | elk jaar in juni |\n"
)

Found = dict[str, tuple[float, Measured]]


def main() -> int:
    with TemporaryDirectory() as data:
        os.environ.update(VANGNET_DATA=data, DJANGO_SETTINGS_MODULE="vangnet.config.testing")
        found, pages, database = _measured()
    print("\n".join(_lines(found, pages, database)))
    return 0 if found["PDF of today, whole"][1].p95 < AIM and pages >= PAGES else 1


def _measured() -> tuple[Found, int, str]:
    import django
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    django.setup()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, aliases={"default", "keys"})
    try:
        return *_all(), connection.vendor
    finally:
        teardown_databases(made, verbosity=0)


def _all() -> tuple[Found, int]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from vangnet.conftest import _found_the_board
    from vangnet.core.keys.installation import installation_cipher
    from vangnet.core.people.models import Person, School
    from vangnet.plan.tests.scene import adopted, annex

    from .duties import _browser_of

    installation_cipher()
    _found_the_board()
    linde, head = School.objects.get(name="De Linde"), Person.objects.get(email="hanna@example.org")
    turned = _written(linde, head)
    for number in range(20):
        annex(linde, head, title=f"Protocol {number}")
    edition = adopted(linde, head, is_published=True)
    browser = _browser_of(get_user_model().objects.get(email=head.email), Client())

    def got(name: str, *args: object, anew: bool = False) -> Callable[[], bytes]:
        def ask() -> bytes:
            if anew:
                turned()
            answer = browser.get(reverse(name, args=args))
            assert answer.status_code == 200
            return bytes(answer.content)

        return ask

    code = f"{linde.brin}{linde.location_code}".lower()
    asked = {
        "PDF of today, whole": got("plan-document", linde.pk, "whole", "pdf", anew=True),
        "PDF of today, for the public": got("plan-document", linde.pk, "public", "pdf", anew=True),
        "DOCX of today, whole": got("plan-document", linde.pk, "whole", "docx", anew=True),
        "PDF of an edition, asked again": got("plan-edition-document", edition.pk, "whole", "pdf"),
        "page of today": got("plan-school", linde.pk),
        "page of the public": got("plan-public", code),
        "PDF of the public, asked again": got("plan-public-pdf", code),
        "floor: the typesetting alone": _typesetting_alone(linde, turned),
    }
    pages = _pages(asked["PDF of today, whole"]())
    return {name: _timed(work) for name, work in asked.items()}, pages


def _written(school: Any, by: Any) -> Callable[[], None]:
    """A plan of thirty pages with every fact in it; gives what changes one of its paragraphs."""
    from vangnet.plan.chapters import Chapter
    from vangnet.plan.facts import declared
    from vangnet.plan.models import Paragraph
    from vangnet.plan.tests.scene import paragraph, writer

    facts = sorted(declared())
    for place, chapter in enumerate(Chapter):
        named = "\n\n".join(f"{{{{ {key} }}}}" for key in facts[place :: len(Chapter)])
        paragraph(school, by, f"Wat we weten {place}", named, chapter=chapter)
        for number in range(3):
            text = f"{SENTENCE * 7}\n\n## Wat we doen\n\n{STEPS}\n{SENTENCE * 4}\n\n{TABLE}\n{SENTENCE * 4}"
            paragraph(school, by, f"Afspraak {place}.{number}", text, chapter=chapter, place=2048 + number)
    row = Paragraph.objects.get(key="afspraak-00")

    def turned() -> None:
        now = row.current
        text = f"{uuid4()} {SENTENCE}"
        written = {"title": now.title, "chapter": now.chapter, "place": now.place, "is_public": True}
        assert row.write(now.number, writer(by), text=text, **written)

    return turned


def _typesetting_alone(school: Any, turned: Callable[[], None]) -> Callable[[], bytes]:
    from django.utils import timezone

    from vangnet.plan.adoption import courses_of
    from vangnet.plan.documents.composing import of_today
    from vangnet.plan.documents.paper import pdf_of
    from vangnet.plan.freezing import plan_on

    now = timezone.now()
    courses = courses_of([school], timezone.localdate())[school.pk]

    def trees() -> Any:
        for _turn in range(TIMES + 1):
            turned()
            yield of_today(plan_on(school, courses.on), school, courses)

    ready = iter(list(trees()))
    return lambda: pdf_of(next(ready), now)


def _pages(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))


def _timed(work: Callable[[], bytes]) -> tuple[float, Measured]:
    """The first time in milliseconds, and those after it."""
    took, cpu, size = [], 0.0, 0
    for _turn in range(TIMES + 1):
        began, spent = perf_counter(), process_time()
        size = len(work())
        took.append(perf_counter() - began)
        cpu += process_time() - spent if _turn else 0.0
    return 1000 * took[0], summarised(took[1:], cpu, size)


def _lines(found: Found, pages: int, database: str) -> list[str]:
    return [
        f"On {database}, load average {os.getloadavg()[0]:.1f}. {pages} pages; aim: {AIM:g} ms (p95) for the first.",
        "",
        "| plan | first | p50 | p95 | processor | size |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {name} | {first:.0f} ms | {each.p50:.0f} ms | {each.p95:.0f} ms | {each.cpu:.0f} ms "
            f"| {each.size / 1000:.0f} kB |"
            for name, (first, each) in found.items()
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
