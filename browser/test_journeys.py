"""A few whole journeys, as people make them: with and without scripts, with the keyboard alone, in both languages."""

import re

from playwright.sync_api import Page, expect

from .conftest import COACH, HEAD, PHONE
from .test_every_page import hindrances


def report(page: Page, text: str) -> None:
    page.goto("/incidents/report/")
    page.locator("label:has(input[name=category][value=accident])").click()
    page.locator("#people-found button").first.click()
    page.locator("input[name^=people_part_][value=victim]").check()
    page.locator("label:has(input[name=place][value=playground])").click()
    page.locator("textarea[name=text]").fill(text)
    page.locator(".report-end button").click()
    page.wait_for_url("**/receipt/")


def test_a_teacher_reports_on_a_phone_and_gets_a_receipt(enter):
    page = enter(COACH, size=PHONE)

    report(page, "Viel van de rekstok op haar pols. Koud kompres erop.")

    expect(page.locator("main")).to_contain_text(re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"))
    assert hindrances(page) == []


def test_a_search_that_fails_says_so_and_leaves_the_form_alone(enter):
    page = enter(COACH, size=PHONE)
    page.goto("/incidents/report/")
    page.locator("textarea[name=text]").fill("Viel van de glijbaan.")
    told, search = page.locator("in-passing .notice"), page.locator("input[type=search]")

    page.context.set_offline(True)
    search.press_sequentially("sam")
    expect(told).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value("Viel van de glijbaan.")
    assert hindrances(page) == []
    page.context.set_offline(False)
    search.press_sequentially("i")

    expect(page.locator("#people-found button").first).to_be_visible()
    expect(told).to_have_count(0)


def test_the_same_report_works_without_scripts(enter):
    page = enter(COACH, size=PHONE, scripts=False)

    report(page, "Struikelde over een tas in de gang.")

    expect(page.locator("main")).to_contain_text(re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"))


def test_going_back_and_sending_again_records_once(enter):
    page = enter(COACH, size=PHONE)
    report(page, "Botste tegen de deurpost.")
    reference = re.search("[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("main").inner_text())
    assert reference

    page.goto("/incidents/")

    expect(page.locator("main").get_by_text(reference[0])).to_have_count(1)


def test_a_head_finds_on_the_desk_what_must_be_done_and_does_it(enter):
    teacher = enter(COACH)
    report(teacher, "Kneep een vinger tussen de deur.")
    found = re.search("[0-9A-Z]{4}-[0-9A-Z]{4}", teacher.locator("main").inner_text())
    assert found
    reference = found[0]
    head = enter(HEAD)

    expect(head.locator("main")).to_contain_text(reference)
    head.goto(f"/dossiers/{reference}/steps/assess/")
    head.locator("input[name=severity][value=minor]").check()
    head.locator("input[name=injury][value=first_aid]").check()
    head.locator("main form button[data-kind=primary]").click()
    head.wait_for_url(f"**/dossiers/{reference}/")

    head.goto(f"/dossiers/{reference}/steps/assess/")
    head.goto("/")
    waiting = head.locator("main li", has_text=reference)
    expect(waiting).to_have_count(1)


def test_everything_on_the_report_is_reached_with_the_keyboard(enter):
    page = enter(COACH)
    page.goto("/incidents/report/")
    reached = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.type || ''"))

    assert {"category", "people_query", "place", "text"} <= reached


def test_the_pages_speak_dutch_until_somebody_chooses_english(enter):
    page = enter(COACH)
    expect(page.locator("html")).to_have_attribute("lang", "nl")

    english = enter(COACH, english=True)
    expect(english.locator("html")).to_have_attribute("lang", "en")
    expect(english.locator("h1")).to_have_text("What waits for you")


def test_the_theme_that_somebody_chose_stays(enter):
    page = enter(COACH)
    page.locator("summary").first.click()
    page.locator("button[name=theme][value=dark]").click()

    page.goto("/incidents/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
