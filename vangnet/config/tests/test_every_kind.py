"""One dossier of every kind x every member of the cast: who opens, knows and handles it, and who finds nothing of it.

Each slice says so in `tests/scene.py`: `opened` makes one, `OPENS`, `KNOWS` and `HANDLES` are the expected people, and
`FOUND_BY` is a name in it.
"""

from importlib import import_module
from types import ModuleType

import pytest
from django.urls import reverse

from vangnet.conftest import CAST
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.rules import takes_colleagues

from .access import EVERYBODY, SCHOOL_STAFF, names

pytestmark = pytest.mark.django_db(databases="__all__")

HAS_A_LIST = SCHOOL_STAFF | names("carla bas lotte")
KINDS = [key for key, kind in kinds().items() if not kind.listed_at]


def scene_of(key: str) -> ModuleType:
    place = kinds()[key].case.__module__
    return import_module(f"{place.rpartition('.')[0]}.tests.scene")


@pytest.fixture(params=KINDS)
def scene(request):
    return scene_of(request.param)


@pytest.fixture
def dossier(scene, cast, linde, pupils):
    return scene.opened(cast, linde, pupils)


def who(as_, cast, answers):
    """The members of the cast to whom this gives something true."""
    return {name for name in CAST if name in EVERYBODY and answers(as_(getattr(cast, name)))}


def test_who_may_open_one(scene, dossier, as_, cast):
    address = reverse("dossier-open", args=[dossier.kind])

    assert who(as_, cast, lambda browser: browser.get(address).status_code == 200) == scene.OPENS
    assert who(as_, cast, lambda browser: browser.post(address).status_code == 422) == scene.OPENS


def test_who_finds_it_at_its_address(scene, dossier, as_, cast):
    assert who(as_, cast, lambda browser: browser.get(dossier.page_url).status_code == 200) == scene.KNOWS
    for page in ("dossier-why", "dossier-readers"):
        address = reverse(page, args=[dossier.reference])
        assert who(as_, cast, lambda browser: browser.get(address).status_code == 200) == scene.KNOWS  # noqa: B023


def test_who_handles_it_and_hands_it_out_with_its_proof(scene, dossier, as_, cast):
    proof = reverse("dossier-proof", args=[dossier.reference])
    bring_in = reverse("dossier-step", args=[dossier.reference, "brought_in"])

    assert who(as_, cast, lambda browser: browser.get(proof).status_code == 200) == scene.HANDLES
    brings_in = scene.HANDLES if takes_colleagues(dossier.declared) else set()
    assert who(as_, cast, lambda browser: browser.get(bring_in).status_code == 200) == brings_in
    for name in brings_in:
        page = as_(getattr(cast, name)).get(bring_in).content.decode()
        assert f"reads all of this dossier ({dossier.declared.title})" in page, name


def test_in_whose_list_it_stands_and_who_finds_it_by_name(scene, dossier, as_, cast):
    address = reverse("dossiers")

    def listed(browser):
        return dossier.reference in browser.get(address).content.decode()

    def found(browser):
        answer = browser.post(address, {"words": scene.FOUND_BY})
        return answer.status_code == 200 and dossier.reference in answer.content.decode()

    assert who(as_, cast, listed) == scene.KNOWS & HAS_A_LIST
    assert who(as_, cast, found) == scene.KNOWS & HAS_A_LIST


def test_nothing_of_it_stands_in_the_figures_the_list_or_the_desk_of_who_may_not_know_it(
    scene, dossier, as_, cast
):
    for name in EVERYBODY - scene.KNOWS:
        browser = as_(getattr(cast, name))
        for page in ("desk", "dossiers", "incidents", "incidents-year"):
            answer = browser.get(reverse(page))
            assert dossier.reference not in answer.content.decode(), (name, page)
