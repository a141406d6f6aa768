"""The whole meldcode: a teacher records signals, and the internal support coordinator goes on until it is closed.

Three times the same story: on a phone, with the keyboard alone, and as a screen reader goes; axe finds nothing on any
page of it, in light and in dark.
"""

import re
from datetime import timedelta
from itertools import pairwise

from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import COACH, LAPTOP, PHONE
from .hands import Ears, Hand, Keys, Thumb
from .test_every_page import fits, hindrances

GUARD = "e.vanoldambt@vuurvlinder.example.org"  # internal support coordinator and child protection officer
OPENED = re.compile("/dossiers/[0-9A-Z]{4}-[0-9A-Z]{4}/$")
GROUND = "Op grond van de gesprekken."
LATER = (timezone.localdate() + timedelta(days=60)).isoformat()

# What is filled in for each step, in the order of the form: how, which field, and what.
STORY = [
    (
        "consult",
        [("choose", "partner", "colleague"), ("pick", "person_id"), ("write", "text", "Samen gekeken.")],
    ),
    ("talk", [("choose", "partner", "child-"), ("choose", "how", "talk"), ("write", "text", "Verteld.")]),
    ("talk", [("choose", "partner", "parent-"), ("choose", "how", "phone"), ("write", "text", "Gebeld.")]),
    (
        "weigh",
        [
            step
            for question, answer in {
                "suspicion": "yes",
                "safety": "no",
                "help": "yes",
                "acceptance": "yes",
            }.items()
            for step in (("choose", question, answer), ("write", f"{question}_ground", GROUND))
        ],
    ),
    (
        "decide",
        [
            ("choose", "report", "no"),
            ("choose", "help", "yes"),
            ("pick", "decided_by_id"),
            ("pick", "with_board_id"),
            ("write", "text", "Hulp kan en wordt aanvaard."),
        ],
    ),
    (
        "arrange_help",
        [
            ("write", "expected", "Rust aan de ontbijttafel."),
            ("day", "until", LATER),
            ("pick", "case_manager_id"),
            ("write", "text", "Het wijkteam komt elke week."),
        ],
    ),
    ("evaluate_help", [("choose", "given", "yes"), ("write", "ground", GROUND)]),
    (
        "close",
        [
            ("choose", "way", "help_worked"),
            ("write", "watching", "Elske vraagt elke maand hoe het gaat."),
            ("day", "watched_until", LATER),
            ("write", "text", "Het gaat goed."),
        ],
    ),
]


def signals(hand: Hand) -> None:
    hand.page.goto("/dossiers/open/meldcode/")
    hand.name_child()
    hand.choose("danger", "none_known")
    hand.choose("source", "seen")
    for name in ("text", "against", "meaning"):
        hand.write(name, "Rustig sinds maandag.")
    hand.choose("nature", "unknown")


def opened_by_a_teacher(hand: Hand) -> str:
    signals(hand)
    hand.record()
    hand.page.wait_for_url(OPENED)
    return hand.page.url.split("/")[-2]


def take(hand: Hand, reference: str, step: str, answers) -> None:
    """From the page of the dossier to the form, through it, and back."""
    dossier = f"/dossiers/{reference}/"
    hand.follow(f"{dossier}steps/{step}/")
    hand.page.wait_for_url(f"**/steps/{step}/")
    for how, *what in answers:
        getattr(hand, how)(*what)
    hand.record()
    hand.page.wait_for_url(f"**{dossier}")


def nothing_hinders(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert hindrances(page) == [], (page.url, scheme)
    assert fits(page), page.url


def test_on_a_phone_with_nothing_that_hinders(enter):
    teacher = Thumb(enter(COACH, size=PHONE))
    teacher.page.goto("/dossiers/open/")
    nothing_hinders(teacher.page)
    signals(teacher)
    nothing_hinders(teacher.page)
    teacher.record()
    teacher.page.wait_for_url(OPENED)
    nothing_hinders(teacher.page)
    reference = teacher.page.url.split("/")[-2]

    guard = Thumb(enter(GUARD, size=PHONE))
    guard.page.goto(f"/dossiers/{reference}/")
    seen = set()
    for step, answers in STORY:
        if step not in seen:
            seen.add(step)
            guard.page.goto(f"/dossiers/{reference}/steps/{step}/")
            nothing_hinders(guard.page)
            guard.page.goto(f"/dossiers/{reference}/")
        take(guard, reference, step, answers)
    nothing_hinders(guard.page)
    expect(guard.page.locator(".badge[data-state=closed]").first).to_be_visible()


def test_with_the_keyboard_alone(enter):
    teacher = Keys(enter(COACH, size=LAPTOP))
    page = teacher.page
    page.goto("/dossiers/open/meldcode/")
    teacher.record()
    page.wait_for_selector("#form-errors")
    teacher.wait_until(lambda at: not at["lost"] and at["id"] == "form-errors")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    teacher.wait_until(lambda at: not at["lost"] and at["id"] != "form-errors" and not at["href"])
    reference = opened_by_a_teacher(teacher)

    guard = Keys(enter(GUARD, size=LAPTOP))
    guard.page.goto(f"/dossiers/{reference}/")
    guard.page.keyboard.press("Tab")
    assert guard.focus()["href"] == "#main", "past the navigation in one go"
    guard.page.keyboard.press("Enter")
    for step, answers in STORY:
        take(guard, reference, step, answers)
    expect(guard.page.locator(".badge[data-state=closed]").first).to_be_visible()


def test_as_a_screen_reader_goes(enter):
    teacher = Ears(enter(COACH, size=LAPTOP, english=True))
    page = teacher.page
    page.goto("/dossiers/open/meldcode/")
    everything_is_said(page)
    teacher.record()
    page.wait_for_selector("#form-errors")
    mistakes_are_tied_to_their_fields(page)
    everything_is_said(page)
    page.goto("/dossiers/open/meldcode/")
    teacher.name_child()
    expect(page.locator("person-search [role=status]")).not_to_be_empty()
    reference = opened_by_a_teacher(teacher)
    everything_is_said(page)

    guard = Ears(enter(GUARD, size=LAPTOP, english=True))
    guard.page.goto(f"/dossiers/{reference}/")
    for step, answers in STORY:
        everything_is_said(guard.page)
        the_step_line_is_told_in_words(guard.page)
        take(guard, reference, step, answers)
    everything_is_said(guard.page)
    expect(guard.page.get_by_role("main")).to_contain_text("Closed. Nothing has to be done.")


# What a screen reader is given

CONTROLS = {"button", "link", "textbox", "searchbox", "radio", "checkbox", "combobox", "Date", "DateTime"}


def everything_is_said(page: Page) -> None:
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    controls = [
        node for node in tree if not node.get("ignored") and node.get("role", {}).get("value") in CONTROLS
    ]
    assert len(controls) > 5
    nameless = [node for node in controls if not node.get("name", {}).get("value", "").strip()]
    assert nameless == [], page.url
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"
    )
    assert levels.count(1) == 1, page.url
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert page.get_by_role("main").count() == page.get_by_role("banner").count() == 1
    assert page.title().strip()


def mistakes_are_tied_to_their_fields(page: Page) -> None:
    """Whatever is wrong is said by the field itself, or by the group that it is one of."""
    wrong = page.locator("main form .field-error")
    assert wrong.count() >= 6
    for each in wrong.all():
        identity = each.get_attribute("id")
        assert page.locator(f"[aria-describedby~='{identity}']").count() >= 1, identity
        assert each.inner_text().strip()
    expect(page.get_by_role("alert").first).to_be_focused()


def the_step_line_is_told_in_words(page: Page) -> None:
    """Done, now, not yet: for who sees no colour and hears no sign."""
    told = page.locator(".step-line > li").all_inner_texts()
    assert len(told) >= 5
    assert all(re.search("Done|Now|Not yet|Passed by", words) for words in told), told
    assert page.locator(".step-line > [aria-current=step]").count() <= 1
