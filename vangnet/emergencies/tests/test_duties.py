"""The pages of the duties tell of these duties, and lead to the register that fulfils them."""

import pytest
from django.urls import reverse

from vangnet.emergencies.duties import DUTIES

from .scene import plan

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)
def test_its_page_names_its_sources_and_leads_here(as_, cast, linde, duty):
    plan(linde, cast.hanna, 1)

    shown = as_(cast.hanna).get(reverse("duty", args=[linde.pk, duty.key]))

    text = shown.content.decode()
    assert duty.title in text
    assert all(source.cite() in text for source in duty.sources)
    assert reverse("emergencies") in text


def test_the_head_sees_of_whom_it_is_asked_and_a_teacher_does_not(as_, cast, linde):
    plan(linde, cast.hanna, 1)
    address = reverse("duty", args=[linde.pk, "emergencies.told"])

    assert "Toon Test" in as_(cast.hanna).get(address).content.decode()
    assert "Toon Test" not in as_(cast.mina).get(address).content.decode()


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)
def test_a_board_makes_it_stricter_and_never_laxer(duty):
    agreed = duty.agreement
    strictest = (
        agreed.highest
        if duty.rhythm.is_laxer_than(duty.rhythm.with_number(agreed.highest))
        else agreed.lowest
    )

    assert not duty.rhythm.with_number(agreed.lowest).is_laxer_than(duty.rhythm)
    assert not duty.rhythm.with_number(agreed.highest).is_laxer_than(duty.rhythm)
    assert agreed.lowest <= agreed.default <= agreed.highest
    assert strictest != agreed.default
