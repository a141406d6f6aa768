"""Each page, for each kind of person, on a phone and on a laptop: accessible, within the screen, without an error."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import ADMINISTRATOR, BOARD, CLUSTER, COACH, COUNCIL, HEAD, LAPTOP, OFFICER, PHONE, sign_in

PAGES = {
    COACH: [
        "/",
        "/incidents/",
        "/incidents/report/",
        "/account/password/change/",
        "/account/sessions/",
        "/account/kept/",
        "/blank/",
        "/duties/",
        "/duties/calendar/",
        "/duties/1/own-1/",
    ],
    HEAD: [
        "/",
        "/incidents/",
        "/incidents/report/",
        "/incidents/year/",
        "/dossiers/agreements/",
        "/dossiers/agreements/incidents.review_within_days/",
        "/office/staff/",
        "/office/staff/appointment/",
        "/office/staff/invitations/",
        "/office/schools/",
        "/office/groups/",
        "/office/schools/1/",
        "/office/schools/1/calendar/",
        "/office/schools/1/calendar/week/",
        "/office/schools/1/groups/",
        "/office/imports/",
        "/office/imports/edexml/",
        "/dossiers/glass/",
        "/duties/",
        "/duties/own/",
        "/duties/own/new/",
        "/duties/own/3/end/",
        "/duties/1/own-1/",
        "/duties/1/own-1/done/",
    ],
    CLUSTER: ["/", "/incidents/", "/incidents/year/", "/dossiers/destructions/", "/dossiers/glass/"],
    BOARD: ["/incidents/year/", "/dossiers/seals/", "/dossiers/destructions/", "/duties/", "/duties/board/"],
    OFFICER: [
        "/dossiers/readings/",
        "/dossiers/glass/broken/",
        "/dossiers/seals/",
        "/dossiers/destructions/",
    ],
    COUNCIL: ["/", "/incidents/year/"],
    ADMINISTRATOR: [
        "/office/staff/",
        "/office/imports/",
        "/dossiers/agreements/",
        "/incidents/categories/new/",
    ],
}
REGISTERS = {
    COACH: [
        "/staffing/",
        "/staffing/chart/",
        "/staffing/functionaries/",
        "/staffing/training/",
        "/emergencies/",
        "/emergencies/schools/1/plan/",
        "/emergencies/schools/1/card/",
        "/emergencies/schools/1/days/",
        "/emergencies/schools/1/drills/",
        "/roll-call/",
        "/building/",
        "/building/defect/",
        "/building/schools/1/defects/report/",
        "/building/defects/1/",
        "/hazards/",
    ],
    HEAD: [
        "/staffing/schools/1/",
        "/staffing/schools/1/substitute/",
        "/staffing/schools/1/functionaries/make/",
        "/staffing/lists/1/",
        "/staffing/schools/1/training/certificate/",
        "/staffing/schools/1/training/bring-in/",
        "/staffing/schools/1/training/plan/",
        "/staffing/schools/1/training/session/",
        "/staffing/sessions/1/",
        "/emergencies/schools/1/plan/new/",
        "/emergencies/schools/1/plan/situation/",
        "/emergencies/plans/1/",
        "/emergencies/schools/1/card/edit/",
        "/emergencies/schools/1/days/fewest/",
        "/emergencies/schools/1/drills/record/",
        "/emergencies/drills/1/",
        "/roll-call/past/",
        "/building/schools/1/whole/",
        "/building/schools/1/equipment/",
        "/building/schools/1/defects/",
        "/building/schools/1/playground/",
        "/building/schools/1/agreed/",
        "/building/schools/1/intervals/",
        "/building/equipment/1/",
        "/building/equipment/1/inspect/",
        "/hazards/schools/1/",
        "/hazards/schools/1/assessment/",
        "/hazards/schools/1/change/",
        "/hazards/schools/1/evaluation/",
        "/hazards/assessments/1/risk/",
        "/hazards/assessments/1/import/",
        "/hazards/measures/1/",
        "/improvement/",
        "/improvement/schools/1/record/?about=council",
        "/improvement/evaluations/1/take-back/",
        "/plan/",
        "/plan/schools/1/coverage/",
        "/plan/schools/1/paragraph/?topic=suspension",
        "/plan/paragraphs/21/",
        "/plan/paragraphs/21/history/",
        "/plan/schools/1/annexes/",
        "/plan/schools/1/annexes/new/",
        "/plan/schools/1/editions/",
        "/plan/schools/1/editions/send/",
        "/plan/editions/1/",
        "/plan/editions/1/changed/",
        "/plan/editions/1/reviewed/",
    ],
    BOARD: [
        "/plan/",
        "/plan/board/",
        "/plan/coverage/",
        "/plan/board/annexes/",
        "/staffing/",
        "/staffing/courses/",
        "/emergencies/",
        "/building/",
        "/building/agreed/",
        "/hazards/",
        "/improvement/",
        "/improvement/schools/1/",
    ],
    COUNCIL: ["/improvement/"],
}


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize(
    ("who", "paths"),
    [*PAGES.items(), *REGISTERS.items()],
    ids=[*(who.split("@")[0] for who in PAGES), *(f"{who.split('@')[0]}-registers" for who in REGISTERS)],
)
def test_no_page_hinders_anybody(enter, who, paths, size):
    page = enter(who, size=size)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))

    for path in paths:
        answer = page.goto(path)
        assert answer
        assert answer.status == 200, path
        assert fits(page), f"{path} is wider than the screen"
        assert troubles == [], path

    # In a page of its own: axe tries out styles, which the content security policy refuses aloud.
    examined = page.context.new_page()
    for path in paths:
        examined.goto(path)
        assert hindrances(examined) == [], path


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_dossier_page_or_step_hinders_anybody(enter, size):
    page = enter(HEAD, size=size)
    page.goto("/incidents/")
    dossier = first_dossier(page)
    paths = [
        dossier,
        *(f"{dossier}steps/{step}/" for step in ("assess", "tell_parents", "note", "police", "brought_in")),
    ]
    reference = dossier.split("/")[2]
    paths += [f"/dossiers/{reference}/{page_of}/" for page_of in ("why", "readers", "destruction", "export")]

    for path in paths:
        answer = page.goto(path)
        assert answer
        assert answer.status in {200, 409}, path
        assert hindrances(page) == [], path
        assert fits(page), f"{path} is wider than the screen"


@pytest.mark.parametrize(
    "path",
    ["/account/login/", "/account/password/reset/", "/account/signup/", "/ui/components/", "/nowhere/"],
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_before_signing_in_hinders_anybody(browser, address, path, dark):
    page = browser.new_page(base_url=address, viewport=PHONE, color_scheme="dark" if dark else "light")
    page.goto(path)

    assert hindrances(page) == []
    page.close()


NARROW = {"width": 360, "height": 740}
# Of each door in the bar of a phone: its words, those that stand on more than one line, and whether a thumb finds it.
DOORS = """() => [...document.querySelectorAll('.bottom-bar a')].map(door => {
  const box = door.getBoundingClientRect(), text = document.createTreeWalker(door, NodeFilter.SHOW_TEXT), cut = [];
  while (text.nextNode()) for (const word of text.currentNode.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text.currentNode, word.index);
    range.setEnd(text.currentNode, word.index + word[0].length);
    const lines = range.getClientRects();
    const outside = [...lines].some(line => line.left < box.left || line.right > box.right);
    if (lines.length !== 1 || outside) cut.push(word[0]);
  }
  const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const fits = box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return {words: door.innerText, cut, tapped: door.contains(found) && fits && box.width >= 44 && box.height >= 44};
})"""


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "narrow"])
def test_no_door_is_cut_for_anybody(browser, address, size):
    """Everybody whom the demonstration offers: one for each role, and some who hold several."""
    entrance = browser.new_page(base_url=address)
    entrance.goto("/account/login/")
    people = entrance.locator("form input[name=login][type=hidden]").evaluate_all(
        "all => all.map(x => x.value)"
    )
    assert {COACH, HEAD, CLUSTER, BOARD, OFFICER, COUNCIL, ADMINISTRATOR} <= set(people)
    for email in people:
        window = browser.new_context(viewport=size, base_url=address)
        page = window.new_page()
        sign_in(page, email)
        doors = page.evaluate(DOORS)
        assert doors, email
        assert [door for door in doors if door["cut"] or not door["tapped"]] == [], email
        page.locator(".menu summary").click()
        for link in page.locator(".menu-panel a").all():
            link.scroll_into_view_if_needed()
            link.click(trial=True)
        window.close()
    entrance.close()


def first_dossier(page: Page) -> str:
    links = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return next(link for link in links if link and link.count("/") == 3 and link.split("/")[2][4:5] == "-")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def hindrances(page: Page) -> list[str]:
    """What axe finds (WCAG 2.2 A and AA and best practice), in one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
