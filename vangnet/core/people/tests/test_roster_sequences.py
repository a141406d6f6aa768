"""Rosters as they may come over the years, in any order: after each of them the register holds together."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from vangnet.core.people.imports.roster_plan import plan_roster
from vangnet.core.people.imports.shape import Context
from vangnet.core.people.models import Board, Enrolment, School
from vangnet.core.people.tests.edexml_files import colleague, combined, edexml, group, pupil, school

GROUPS, COMBINED = ("Bijen", "Vossen", "Uilen"), ("Muziek", "Bijen")


@pytest.fixture
def wilg(db) -> School:
    return School.objects.create(board=Board.objects.get(), name="De Wilg", brin="99ZZ")


@pytest.mark.parametrize("seed", range(12))
def test_after_any_roster_nothing_overlaps_and_the_same_file_says_nothing_more(tmp_path, wilg, seed):
    chance, path = random.Random(seed), tmp_path / "roster.xml"
    day = date(2026, 7, 1) + timedelta(days=chance.randrange(100))
    for _step in range(5):
        day += timedelta(days=chance.choice([0, 1, 5, 30, 120]))
        path.write_text(_roster(chance, day))
        context = Context(on=day, schools=frozenset([wilg.pk]))
        plan = plan_roster(path, context)
        if plan.is_ready:
            plan.apply()
            again = plan_roster(path, context)
            assert not again.problems
            assert not again.is_ready, [change for change in again.changes if change.differences]
        _check(wilg)


def _check(wilg: School) -> None:
    stays: dict[int, list] = {}
    for enrolment in Enrolment.objects.filter(school=wilg).prefetch_related("placements__group"):
        stays.setdefault(enrolment.pupil_id, []).append((enrolment.first_on, enrolment.last_on))
        places = list(enrolment.placements.all())
        own = [place for place in places if not (place.group and place.group.is_combined)]
        assert not _overlap([(place.first_on, place.last_on) for place in own])
        ends = enrolment.last_on or date.max
        assert all(enrolment.first_on <= one.first_on <= (one.last_on or date.max) <= ends for one in places)
    assert not any(_overlap(spans) for spans in stays.values())


def _overlap(spans: list[tuple[date, date | None]]) -> bool:
    spans.sort(key=lambda span: span[0])
    return any((one[1] or date.max) >= other[0] for one, other in pairwise(spans))


# --- a roster by chance


def _roster(chance: random.Random, day: date) -> str:
    first = day.year if day.month >= 8 else day.year - 1
    dummy = chance.choice(["", "", "#"])
    own = {f"{dummy}{first}-{name}": name for name in GROUPS if chance.random() < 0.9}
    together = {f"{dummy}{first}-s-{name}": name for name in COMBINED if chance.random() < 0.6}
    pupils = [_pupil(chance, at, day, list(own), list(together)) for at in range(5) if chance.random() < 0.8]
    told_on = chance.choice([None, day.isoformat(), (day - timedelta(days=10)).isoformat()])
    return edexml(
        school=school(f"{first}-{first + 1}", holds_on=told_on, made_on=None),
        groups=[*(group(*one) for one in own.items()), *(combined(*one) for one in together.items())],
        pupils=pupils or [pupil("0", "N0")],
        colleagues=[_colleague(chance, at, list(own)) for at in range(3) if chance.random() < 0.8],
    )


def _pupil(chance: random.Random, at: int, day: date, own: list[str], together: list[str]) -> str:
    fields: dict[str, str] = {"achternaam": f"L{at}", "geboortedatum": f"201{at}-01-01"}
    if chance.random() < 0.3:
        fields["jaargroep"] = chance.choice("12345678")
    if chance.random() < 0.2:
        fields["uitstroomdatum"] = (day + timedelta(days=chance.choice([-200, -5, -1, 0, 1, 30]))).isoformat()
    elif chance.random() < 0.3:
        fields["instroomdatum"] = (day - timedelta(days=chance.choice([-10, 0, 3, 60, 500]))).isoformat()
    return pupil(
        chance.choice(["", "#"]) + str(at),
        f"N{at}",
        group=chance.choice([*own, ""]),
        combined=[key for key in together if chance.random() < 0.5],
        **fields,
    )


def _colleague(chance: random.Random, at: int, own: list[str]) -> str:
    groups = {key: chance.sample(["LRK", "STA"], chance.randrange(3)) for key in own if chance.random() < 0.5}
    return colleague(f"L{at}", f"T{at}", achternaam="X", roles=chance.sample(["IB", "DIR"], 1), groups=groups)
