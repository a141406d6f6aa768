"""A copy of one dossier of every kind x every member of the cast: exactly what is his or hers, also of the letters.

A word like no other stands in an entry that who handles the dossier wrote, and another in a letter that was sent; the
page and the letter's own address are the measure. What an administrator of the machine takes holds neither.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import CAST, an_act
from vangnet.core.dossiers.exporting import export_dossier
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Dossier, Letter, Reading
from vangnet.core.dossiers.recording import append
from vangnet.core.letters.tests.on_paper import squeezed, text_of
from vangnet.core.letters.typesetting import Sheet
from vangnet.incidents.tests import access_table as incidents

from .access import EVERYBODY, names
from .letter_scenes import LETTERS
from .test_every_kind import KINDS, scene_of

pytestmark = pytest.mark.django_db(databases="__all__")

NOTE, LETTER = "Pimpelmees", "Koolmees"


@dataclass(frozen=True)
class Told:
    """What one member of the cast gets of one dossier; nothing at all when it is not found."""

    paper: str
    data: Mapping[str, object]
    page: str
    letter: bool


@pytest.fixture(params=[*KINDS, "incident"])
def expected(request, cast, linde, pupils):
    """A dossier with its first entry, a note, a letter where its kind sends one, and who knows and handles it."""
    if request.param == "incident":
        return request.getfixturevalue("fight"), incidents.KNOWS, names("iris hanna sam")
    scene = scene_of(request.param)
    return scene.opened(cast, linde, pupils), scene.KNOWS, scene.HANDLES


@pytest.fixture
def dossier(expected, cast) -> Dossier:
    made, _knows, handles = expected
    by = getattr(cast, sorted(handles)[0])
    append(made, an_act("note", by, text=f"{NOTE} zag het."))
    sends = [scene.step for scene in LETTERS if scene.kind == made.kind]
    if sends:
        append(made, an_act(sends[0], by, text=f"{NOTE} schreef.", facts=[a_letter(made)]))
    return made


def a_letter(dossier: Dossier) -> Letter:
    sheet = Sheet(
        language="nl",
        sender=("De Linde",),
        addressee=(f"Aan {LETTER}",),
        dated="vandaag",
        subject=f"Over {LETTER}",
        reference=dossier.reference,
        paragraphs=(f"Beste {LETTER},",),
        signed=(f"{LETTER} zelf",),
    )
    return Letter(language="nl", written=sheet.written())


@pytest.fixture
def told(dossier, cast, as_) -> Mapping[str, Told]:
    return {who: _told(dossier, as_(getattr(cast, who))) for who in sorted(EVERYBODY) if who in CAST}


def _told(dossier, browser) -> Told:
    paper, data = (
        browser.get(reverse("dossier-export-file", args=[dossier.reference, form]))
        for form in ("pdf", "json")
    )
    assert paper.status_code == data.status_code
    letter = browser.get(reverse("dossier-letter", args=[dossier.reference, dossier.entry_count]))
    return Told(
        paper=squeezed(text_of(paper.content)) if paper.status_code == 200 else "",
        data=json.loads(data.content) if data.status_code == 200 else {},
        page=browser.get(dossier.page_url).content.decode(),
        letter=letter.status_code == 200,
    )


def test_a_copy_gives_each_member_of_the_cast_what_the_page_gives_and_nothing_else(
    expected, dossier, told, cast
):
    _made, knows, handles = expected
    assert {who for who, each in told.items() if each.paper} == knows
    readers = {who for who, each in told.items() if NOTE in each.page}
    assert handles <= readers <= knows

    texts = {entry.number: entry.text for entry in dossier.entries.all() if entry.text}
    for who, each in told.items():
        in_data = json.dumps(each.data, ensure_ascii=False)
        assert (NOTE in each.paper, NOTE in in_data) == (who in readers, who in readers), who
        assert (LETTER in each.paper, LETTER in in_data) == (each.letter, each.letter), who
        read = {entry["number"] for entry in each.data.get("entries", ())}
        for number, text in texts.items():
            shown = text.splitlines()[0] in each.page
            assert (number in read, squeezed(text) in each.paper) == (shown, shown), (who, number)


def test_what_is_withheld_is_told_by_number_to_who_sees_how_far_it_came_and_to_nobody_else(
    expected, dossier, told
):
    every = set(range(1, dossier.entry_count + 1))
    for who in expected[1]:
        data = told[who].data
        read = {entry["number"] for entry in data["entries"]}
        withheld = {entry["number"] for entry in data["withheld"]["entries"]}
        counted = bool(data["steps"])
        assert data["withheld"]["is_counted"] == counted
        assert withheld == (every - read if counted else set()), who
        assert bool(data["withheld"]["read_on"]) == (read != every or not counted), who


def test_from_whom_something_is_withheld_is_told_to_who_reads_all_of_it_and_fits_what_they_get(
    expected, dossier, told, cast
):
    every = set(range(1, dossier.entry_count + 1))
    unread = {
        getattr(cast, who).full_name: every - {entry["number"] for entry in told[who].data["entries"]}
        for who in expected[1]
    }
    for who in expected[1]:
        data = told[who].data
        others = {each["name"]: set(each["entries"]) for each in data["withheld"]["from_others"]}
        reads_all = not unread[getattr(cast, who).full_name]
        assert others == ({name: left for name, left in unread.items() if left} if reads_all else {}), who


def test_each_copy_is_written_down_and_a_refused_one_is_not(expected, dossier, told, cast):
    assert set(Reading.objects.filter(dossier=dossier).values_list("person", flat=True)) == {
        getattr(cast, who).pk for who in expected[1]
    }


def test_the_texts_that_the_machine_hands_out_stay_sealed(dossier, expected):
    """`vangnet export`: who keeps the server gets what an outsider checks, with no key, no text and no name."""
    lines = b"".join(export_dossier(dossier, timezone.now())).decode()

    assert dossier.reference in lines
    for word in (NOTE, LETTER, "Bos", "Jansen", "Test", '{"key"', '{"names"'):
        assert word not in lines, word
    opened = b"".join(export_dossier(dossier, timezone.now(), opened=True)).decode()
    assert '{"key"' in opened


def test_there_is_a_copy_of_every_kind():
    assert {*KINDS, "incident"} == set(kinds())
