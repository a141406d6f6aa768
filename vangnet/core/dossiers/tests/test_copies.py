"""A copy of a dossier holds what its reader reads, tells what was withheld from whom and why, and counts as reading."""

import json
from datetime import UTC

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.access.tests.test_again import away
from vangnet.core.dossiers.models import Reading
from vangnet.core.dossiers.recording import append, record
from vangnet.core.dossiers.sealing import seal_day
from vangnet.core.dossiers.tests.tampering import past_the_triggers
from vangnet.core.dossiers.verify import verify
from vangnet.core.letters import typesetting
from vangnet.core.letters.tests.on_paper import squeezed, text_of
from vangnet.meldcode.tests import scene as meldcode

pytestmark = pytest.mark.django_db(databases="__all__")

NOTE = "Alleen voor wie dit behandelt: pimpelmees."


def address(dossier, form="pdf"):
    return reverse("dossier-export-file", args=[dossier.reference, form])


@pytest.fixture
def handled(fight, cast):
    """The fight, with a note of Hanna's and one of Iris's; Mina, who reported it, and Otto read neither."""
    append(fight, an_act("note", cast.hanna, text=NOTE))
    append(fight, an_act("note", cast.iris, text="Met allebei gesproken.\n\nMorgen nog eens."))
    return fight


@pytest.fixture
def paper(as_, handled):
    """What stands on the paper that somebody has made."""
    return lambda person, dossier=handled: text_of(as_(person).get(address(dossier)).content)


@pytest.fixture
def data(as_, handled):
    return lambda person, dossier=handled: json.loads(as_(person).get(address(dossier, "json")).content)


# What it holds


def test_who_handles_it_has_all_of_it_on_paper(paper, cast, handled):
    told = squeezed(paper(cast.hanna))

    for text in (
        "Cas duwde Aya bij de schommel. Aya viel op haar knie.",
        NOTE,
        "Morgen nog eens.",
        handled.reference,
        "De Linde",
        "Aya Bos",
        "Cas Jansen",
        "Mina Test",
        "You handle incidents at this school.",
        "Copy made for Hanna Test",
        *(entry.digest for entry in handled.entries.all()),
    ):
        assert squeezed(text) in told, text


def test_who_reads_a_part_has_that_part_and_is_told_by_number_what_was_withheld(paper, data, cast, handled):
    told = squeezed(paper(cast.mina))

    assert squeezed("Aya viel op haar knie.") in told
    assert "pimpelmees" not in told
    assert squeezed("These entries were withheld from Mina Test.") in told
    assert squeezed("AVG, art. 5, lid 1, onder c") in told
    assert squeezed("“You handle incidents at this school.”") in told
    read, *left_out = handled.entries.order_by("number")
    assert read.digest in told
    assert not [entry for entry in left_out if entry.digest in told and entry.digest != handled.head]

    withheld = data(cast.mina)["withheld"]
    assert withheld["is_counted"]
    assert withheld["entries"] == [{"number": 2, "step": ""}, {"number": 3, "step": ""}]
    assert "You handle incidents at this school." in withheld["read_on"]


def test_what_was_withheld_has_its_step_only_where_the_step_line_shows_it(data, as_, cast, handled):
    append(handled, an_act("evaluate", cast.hanna, text=NOTE))
    by_number = {each["number"]: each["step"] for each in data(cast.mina)["withheld"]["entries"]}

    line = as_(cast.mina).get(handled.page_url).context["page"].steps
    shown = {step.title for step in line if step.state == "done"}
    assert by_number[2] == ""
    assert set(by_number.values()) - {""} <= shown


def test_who_reads_all_of_it_is_told_from_whom_else_something_is_withheld(paper, data, cast):
    told = squeezed(paper(cast.hanna))
    others = data(cast.hanna)["withheld"]["from_others"]

    assert squeezed("Nothing was withheld from Hanna Test") in told
    assert [each["name"] for each in others] == ["Mina Test", "Otto Test"]
    assert others[0]["entries"] == [2, 3]
    assert "You recorded this." in others[0]["why"]
    assert squeezed("“You recorded this.”") in told


def test_who_may_not_see_how_far_it_came_is_told_no_number_of_what_was_withheld(
    paper, data, as_, cast, linde, pupils
):
    """Signals of the meldcode, recorded by a teacher: whether anything was done with them is not for the teacher."""
    dossier = meldcode.opened(cast, linde, pupils)
    recorder = dossier.entries.get(number=1).author
    before = _alike(as_(recorder).get(address(dossier, "json")), dossier)
    first = _alike_paper(paper(recorder, dossier))
    append(dossier, an_act("note", cast.iris, text=NOTE))
    seal_day(timezone.localdate(), timezone.now())

    assert _alike(as_(recorder).get(address(dossier, "json")), dossier) == before
    assert _alike_paper(paper(recorder, dossier)) == first
    told = data(recorder, dossier)
    assert not told["withheld"]["is_counted"]
    assert told["withheld"]["entries"] == told["steps"] == []
    assert told["seal"] is None


def _alike(answer, dossier):
    return {name: value for name, value in json.loads(answer.content).items() if name != "made"}


def _alike_paper(text):
    return [line for line in text.splitlines() if str(timezone.localdate().year) not in line]


def test_a_correction_stands_beside_what_it_corrects(paper, data, cast, handled):
    wrong = handled.entries.get(number=2)
    record(handled, an_act("withdrawn", cast.hanna, text="Verkeerd dossier.", corrects=wrong))

    told = squeezed(paper(cast.hanna))
    assert squeezed("Corrected, see entry 4") in told
    assert squeezed("Corrects entry 2") in told
    assert "pimpelmees" in told
    assert data(cast.hanna)["entries"][1]["corrected_by"] == 4


def test_the_newest_seal_that_names_it_stands_on_it(paper, data, cast, handled):
    seal = seal_day(timezone.localdate(), timezone.now())
    append(handled, an_act("note", cast.hanna, text="Na de zegel."))

    assert seal.digest in squeezed(paper(cast.hanna))
    told = data(cast.hanna)["seal"]
    assert (told["number"], told["digest"], told["entries"]) == (seal.number, seal.digest, 3)
    assert told["head"] == data(cast.hanna)["entries"][2]["digest"]


def test_paper_and_data_say_the_same(paper, data, cast):
    for person in (cast.hanna, cast.mina, cast.otto):
        told, on_paper = data(person), squeezed(paper(person))
        for entry in told["entries"]:
            assert squeezed(entry["text"]) in on_paper
            assert entry["digest"] in on_paper
            assert all(squeezed(label + value) in on_paper for label, value in entry["reads"])
        assert sum(on_paper.count(entry["digest"]) for entry in told["entries"]) == len(told["entries"])


def test_the_data_hold_what_a_program_needs(data, cast, handled):
    told = data(cast.hanna)
    first = handled.entries.get(number=1)

    assert told["dossier"]["reference"] == handled.reference
    assert told["dossier"]["kind"] == "incident"
    assert told["entries"][0]["step"] == "report"
    assert told["entries"][0]["happened"] == first.happened_at.astimezone(UTC).isoformat(
        timespec="microseconds"
    )
    assert {"is": "dossiers.subject", "role": "victim", "name": "Aya Bos"} in told["entries"][0]["facts"]


@pytest.mark.parametrize(
    "typed", ['#read("/etc/passwd")', "= kop *vet* _schuin_", "$x^2$ \\ @ref <label>", "](#x) ```raw```"]
)
def test_what_somebody_typed_is_shown_and_never_carried_out(paper, cast, handled, typed):
    append(handled, an_act("note", cast.hanna, text=typed))

    assert squeezed(typed) in squeezed(paper(cast.hanna))


def test_it_can_be_read_aloud_and_archived_in_the_language_of_its_reader(as_, cast, handled):
    for language in ("nl", "en"):
        browser = as_(cast.hanna)
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        made = browser.get(address(handled)).content

        assert b"pdfaid:part>2<" in made
        assert b"pdfuaid:part>1<" in made
        assert f"/Lang({language}".encode() in made.replace(b" ", b"")


def test_each_page_bears_the_reference_and_its_number(paper, cast, handled):
    for _turn in range(12):
        append(handled, an_act("note", cast.hanna, text="Weer gesproken. " * 40))
    pages = paper(cast.hanna).split("\f")

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert handled.reference in page
        assert f"{number} / {len(pages)}" in page


# As a file


@pytest.mark.parametrize(("form", "kind"), [("pdf", "application/pdf"), ("json", "application/json")])
def test_it_is_saved_under_the_reference_alone_and_kept_nowhere_else(as_, cast, handled, form, kind):
    answer = as_(cast.hanna).get(address(handled, form))

    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="{handled.reference}.{form}"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("form", ["html", "PDF", "jsonl", "pdf.json"])
def test_there_are_no_other_forms(as_, cast, handled, form):
    assert as_(cast.hanna).get(address(handled, form)).status_code == 404
    assert not Reading.objects.filter(person=cast.hanna).exists()


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_having_one_made_is_written_down_as_reading(as_, cast, handled, form):
    as_(cast.hanna).get(reverse("dossier-export", args=[handled.reference]))
    assert not Reading.objects.filter(dossier=handled).exists(), "the page of forms shows nothing of it"

    as_(cast.hanna).get(address(handled, form))
    assert [reading.person for reading in Reading.objects.filter(dossier=handled)] == [cast.hanna]
    assert verify().findings == ()


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_who_was_away_proves_again_before_it_is_made(cast, handled, form):
    answer = away(cast.hanna, 16).get(address(handled, form))

    assert answer.url.startswith("/account/second-factor/again/")
    assert not Reading.objects.filter(dossier=handled).exists()


def test_it_is_one_click_from_the_page_and_the_proof_is_for_who_handles_it(as_, cast, handled):
    forms, proof = (reverse(name, args=[handled.reference]) for name in ("dossier-export", "dossier-proof"))
    for person, handles in ((cast.hanna, True), (cast.mina, False)):
        assert f'href="{forms}"' in as_(person).get(handled.page_url).content.decode()
        offered = as_(person).get(forms).content.decode()
        assert address(handled) in offered
        assert address(handled, "json") in offered
        assert (proof in offered) == handles


# When it fails


@pytest.fixture
def broken(monkeypatch, tmp_path):
    """A typesetter that breaks off half-way, and says aloud what it was setting."""
    template = tmp_path / "dossier.typ"
    template.write_text("#let told = json(bytes(sys.inputs.told))\n= x\n#panic(told.entries)")
    typesetting._compiler.cache_clear()
    monkeypatch.setattr(typesetting, "HERE", tmp_path)
    yield
    typesetting._compiler.cache_clear()


def test_a_paper_that_can_not_be_set_is_told_plainly_and_leaves_nothing_behind(
    broken, as_, cast, handled, caplog
):
    answer = as_(cast.hanna).get(address(handled))

    assert answer.status_code == 500
    assert "The paper could not be made. Nothing was written down as read." in answer.content.decode()
    assert "Content-Disposition" not in answer.headers
    assert not Reading.objects.filter(dossier=handled).exists()
    assert handled.reference in caplog.text
    assert "pimpelmees" not in caplog.text + answer.content.decode()
    assert as_(cast.hanna).get(address(handled, "json")).status_code == 200, "the data need no typesetter"


def test_a_text_that_was_altered_outside_hands_over_nothing(as_, cast, handled):
    past_the_triggers(("UPDATE dossiers_entry SET text = %s WHERE number = 2", [b"x" * 40]))
    for form in ("pdf", "json"):
        answer = as_(cast.hanna).get(address(handled, form))

        assert answer.status_code == 503
        assert "Content-Disposition" not in answer.headers
    assert not Reading.objects.filter(dossier=handled).exists()
