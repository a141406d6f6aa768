"""The invented plans: one that is adopted and public, one with its council, one that has hardly begun."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import proven
from vangnet.core.people.models import School
from vangnet.demo import buildings, content, emergencies, organisation, plan, staff, staffing_people
from vangnet.demo.invented_board import HERE, read
from vangnet.demo.registers import Registers
from vangnet.demo.shift import Shift
from vangnet.plan import coverage
from vangnet.plan.adoption import State, courses_of
from vangnet.plan.annexes import annexes_of, is_annex
from vangnet.plan.asking import ask_of
from vangnet.plan.chapters import Chapter
from vangnet.plan.check.checking import check
from vangnet.plan.check.reading import read_bytes
from vangnet.plan.coverage import Coverage, coverings
from vangnet.plan.facts import declared
from vangnet.plan.freezing import frozen
from vangnet.plan.reading import placed, standing
from vangnet.plan.since import changes
from vangnet.plan.text import NAMED, named_in

pytestmark = pytest.mark.django_db(databases="__all__")

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
TODAY = EVENING.date()
WRITTEN = read(HERE / "plan.toml")["paragraph"]
# What the check may stop at where a living fact stands in the text: names, a list elsewhere, last school year.
FROM_REGISTERS = {"person-named", "role-without-person", "expired-period"}


@pytest.fixture
def written(settings, tmp_path):
    settings.DATA = tmp_path
    School.objects.update(location_code="09")  # the schools of the other tests have the same codes
    board = content.board()
    registers = Registers(board, Shift.to(TODAY, written_for=board.today))
    organisation.found(registers)
    staff.appoint(registers)
    staffing_people.fill(registers)
    emergencies.prepare(registers, EVENING)
    buildings.furnish(registers, EVENING)
    plan.write(registers, EVENING)
    return registers


def test_every_name_in_the_texts_is_one_that_the_form_would_take():
    named = {name for each in WRITTEN for name in named_in(each["text"])}

    assert {name for name in named if not is_annex(name)} <= set(declared())


def test_the_first_school_says_something_in_every_chapter(written):
    told = frozen(written.schools["vuurvlinder"], TODAY)

    assert {each["chapter"] for each in told["paragraphs"]} == set(Chapter)


def test_its_plan_covers_nearly_all_with_exactly_three_honest_gaps_which_its_pages_show(written):
    school, head = written.schools["vuurvlinder"], written.staff["tjitske"]
    stands, annexes = standing(school)[0], annexes_of(school)
    every = coverings(placed(stands), annexes)
    named = {name for each in stands for name in named_in(each.text)}
    said = ask_of(school, annexes, head, TODAY, keeps=True)(named)

    assert Coverage.of(stands, annexes).score > 90
    assert [each.topic.key for each in every if each.state is coverage.State.MISSING] == ["criminal-offences"]
    assert {name for name, each in said.items() if each.is_gap or each.remark} == {
        "annex:rooster-pleinwacht",
        "annex:reglement-voor-fotos-en-sociale-media",
    }
    assert [each.topic.key for each in every if each.state is coverage.State.HALF] == ["social-media"]
    assert [(each.topic.key, each.lacks) for each in every if each.lacks] == []

    covers, plan = (
        signed_in(head).get(reverse(name, args=[school.pk])).content.decode()
        for name in ("plan-coverage", "plan-school")
    )
    assert "Criminal offences and weapons" in covers
    assert "Reglement voor foto" in covers
    assert plan.count('<strong class="plan-gap">') == plan.count('<mark class="plan-gap">') == 1
    assert "rooster-pleinwacht: " in plan


def signed_in(person):
    browser = Client()
    browser.force_login(person.account, backend="vangnet.core.access.backend.ByAppointment")
    proven(browser, person.account)
    return browser


def test_the_check_of_existing_plans_finds_little_in_its_text(written):
    school = written.schools["vuurvlinder"]
    contents = frozen(school, TODAY)

    report = check(read_bytes("plan.md", as_text(contents).encode()), TODAY)

    assert {each.kind.key for each in report.findings} <= FROM_REGISTERS
    assert report.score > 90


def as_text(contents):
    """As the public reads it, with what each name stands for."""

    def words(found):
        said = contents["named"][found[1]]
        return said["words"] if said["is_public"] else "te vinden in het overzicht functionarissen"

    lines = [
        f"# Veiligheidsplan {contents['school']}",
        "",
        "Versie 2, vastgesteld op 1 augustus 2026. Eigenaar: de directeur. De MR stemde in op 20 juli 2026. "
        "We herzien het voor 1 augustus 2027.",
    ]
    for each in contents["paragraphs"]:
        lines += ["", f"## {each['number']} {each['title']}", "", NAMED.sub(words, each["text"])]
    lines += ["", "## Bijlagen", "", "| Bijlage | Waar | Versie |", "|---|---|---|"]
    lines += [f"| {each['title']} | website | {each['edition'] or '1'} |" for each in contents["annexes"]]
    return "\n".join(lines)


def test_one_plan_is_adopted_and_public_one_lies_with_its_council_and_one_has_begun(written, client):
    courses = courses_of(written.schools.values(), TODAY)
    stands = {key: courses[school.pk] for key, school in written.schools.items()}

    assert stands["vuurvlinder"].public.state is State.ADOPTED
    assert stands["regenwulp"].open.state is State.SENT
    assert stands["turfschuit"].every == ()
    school = written.schools["vuurvlinder"]
    page = Client().get(reverse("plan-public", args=[f"{school.brin}{school.location_code}".lower()]))
    assert page.status_code == 200
    assert "meester Paars" not in page.content.decode()


def test_since_it_was_adopted_text_and_facts_changed(written):
    school = written.schools["vuurvlinder"]
    edition = courses_of([school], TODAY)[school.pk].in_force.edition

    found = changes(edition.contents, frozen(school, TODAY))

    assert [each.title for each in found.texts] == ["BHV en ontruimen"]
    assert edition.is_as_it_was
