"""A dossier of another kind than an incident, as people open it: by tapping, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import COACH, PHONE
from .test_every_page import hindrances


@pytest.mark.parametrize("scripts", [True, False])
def test_a_teacher_opens_a_meldcode_on_a_phone_and_has_the_numbers_in_sight(enter, scripts):
    page = enter(COACH, size=PHONE, scripts=scripts)
    page.goto("/dossiers/open/meldcode/")
    page.locator("#people-found button").first.click()
    page.locator("input[name^=people_part_][value=child]").check()
    for name, value in {"danger": "none_known", "source": "seen", "nature": "unknown"}.items():
        page.locator(f"label:has(input[name={name}][value={value}])").click()
    for name in ("text", "against", "meaning"):
        page.locator(f"textarea[name={name}]").fill("Rustig sinds maandag.")
    assert not scripts or hindrances(page) == []

    page.locator("main form button[data-kind=primary]").click()

    page.wait_for_url(re.compile("/dossiers/[0-9A-Z]{4}-[0-9A-Z]{4}/$"))
    expect(page.locator("a[href='tel:08002000']")).to_be_in_viewport()
    assert not scripts or hindrances(page) == []
