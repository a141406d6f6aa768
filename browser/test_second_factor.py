"""The second step in a real browser: a passkey by Chromium's virtual authenticator, an app with codes, codes on paper.

The data of the demonstration, on a server for real: there nobody goes without.
"""

import base64
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from vangnet.core.access.second_factor import totp

from .conftest import ADMINISTRATOR, BOARD, CLUSTER, COACH, HEAD, LAPTOP, OFFICER, PHONE
from .house import PASSWORD, leave_alone, server
from .test_every_page import first_dossier, fits, hindrances

MINE, ASKED, AGAIN = "**/account/second-factor/", "**/second-factor/asked/", "**/second-factor/again/**"
SECOND_OF_THE_BOARD = "s.groenfelt@wierdenboog.example.org"
TEACHER, TEACHER_NAME = "c.havinga@regenwulp.example.org", "Corrie Havinga"
START = re.compile(r"localhost:\d+/$")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def own(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own: who has a second step here has none in the demonstration of the other journeys."""
    return copytree(made, tmp_path_factory.mktemp("for-real") / "data")


@pytest.fixture(scope="module")
def for_real(own: Path) -> Iterator[str]:
    """Browsers give passkeys to a name, so not to 127.0.0.1."""
    with server(own, for_real=True) as where:
        yield where.replace("127.0.0.1", "localhost")


@pytest.fixture
def window(browser: Browser, for_real: str) -> Iterator[Open]:
    """A browser of somebody's own: what it keeps, cookies and passkeys, is no other's."""
    windows = []

    def opened(size: dict[str, int] = LAPTOP, *, scripts: bool = True) -> Page:
        context = browser.new_context(viewport=size, base_url=for_real, java_script_enabled=scripts)
        windows.append(context)
        return context.new_page()

    yield opened
    for context in windows:
        context.close()


def authenticator(page: Page, **more: bool) -> tuple[object, str]:
    """A telephone with a finger reader, as far as this page can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        **more,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def give_password(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()


def sign_out(page: Page) -> None:
    page.goto("/")
    page.locator("light-menu summary").first.click()
    page.locator("form[action$='/logout/'] button").click()
    page.wait_for_url("**/account/login/")


def set_up_passkey(page: Page) -> list[str]:
    """From the choice to the codes; gives the recovery codes."""
    page.locator("a[href$='/second-factor/passkey/']").first.click()
    page.locator("input[name=name]").fill("Mijn telefoon")
    page.locator("passkey-form button").click()
    page.wait_for_url("**/second-factor/codes/")
    return page.locator(".recovery-codes li").all_inner_texts()


def set_up_app(page: Page) -> bytes:
    """From the choice to the codes; gives the secret that the picture says."""
    page.locator("a[href$='/second-factor/app/']").first.click()
    address = page.locator("a[href^='otpauth:']").get_attribute("href") or ""
    secret = base64.b32decode(parse_qs(urlsplit(address).query)["secret"][0])
    page.locator("input[name=code]").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/second-factor/codes/")
    return secret


def code_of(secret: bytes, *, later: int = 0) -> str:
    return totp.code(secret, int(time.time()) // totp.SECONDS + later)


def type_code(page: Page, code: str) -> None:
    page.locator("input[name=code]").fill(code)
    page.locator("form:has(input[name=code]) button").click()


def away_for_a_while(page: Page, data: Path) -> None:
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    leave_alone(data, cookies["sessionid"], minutes=16)


def hinders_nobody(page: Page) -> bool:
    assert fits(page), f"{page.url} is wider than the screen"
    assert hindrances(page) == [], page.url
    return True


def test_a_teacher_sets_up_a_passkey_on_a_phone_and_signs_in_with_it(window):
    page = window(PHONE)
    device, number = authenticator(page)
    give_password(page, COACH)
    page.wait_for_url(MINE)
    page.goto("/incidents/report/")
    page.wait_for_url(MINE)
    assert hinders_nobody(page)

    codes = set_up_passkey(page)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code) for code in codes)
    assert hinders_nobody(page)
    page.reload()
    expect(page.locator(".recovery-codes")).to_have_count(0)

    sign_out(page)
    give_password(page, COACH)
    page.wait_for_url(ASKED)
    assert hinders_nobody(page)
    page.locator("passkey-form button").click()
    page.wait_for_url(START)

    sign_out(page)
    page.locator("passkey-form button").click()
    page.wait_for_url(START)

    sign_out(page)
    device.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})
    page.locator("passkey-form button").click()
    expect(page.locator("passkey-form [role=alert]")).to_be_visible()
    assert urlsplit(page.url).path == "/account/login/"


def test_who_was_away_proves_again_and_finds_back_what_was_asked_and_loses_nothing(window, own):
    page = window()
    authenticator(page)
    give_password(page, HEAD)
    page.wait_for_url(MINE)
    set_up_passkey(page)
    page.goto("/incidents/")
    dossier = first_dossier(page)
    reference = dossier.split("/")[2]

    away_for_a_while(page, own)
    page.goto(dossier)
    page.wait_for_url(AGAIN)
    expect(page.locator("main")).not_to_contain_text(reference)
    assert hinders_nobody(page)
    page.locator("passkey-form button").click()
    page.wait_for_url(f"**{dossier}")
    expect(page.locator("#timeline-heading")).to_be_visible()

    page.goto(f"{dossier}steps/note/")
    page.locator("textarea[name=text]").fill("Lang over geschreven, en niet verloren.")
    away_for_a_while(page, own)
    page.locator("main form button[data-kind=primary]").click()
    page.wait_for_url(AGAIN)
    page.locator("passkey-form button").click()
    page.wait_for_url(f"**{dossier}")
    expect(page.locator("main")).to_contain_text("Lang over geschreven, en niet verloren.")

    page.goto("/incidents/")
    away_for_a_while(page, own)
    search = page.locator("form:has(input[name=words])")
    search.locator("input[name=words]").fill("Lang over geschreven")
    search.locator("button[value=texts]").click()
    expect(page.locator("passkey-form")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(reference)
    page.locator("passkey-form button").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(reference)
    assert "geschreven" not in page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_app_with_codes_is_set_up_and_each_code_counts_once(window, scripts):
    page = window(PHONE, scripts=scripts)
    who = OFFICER if scripts else CLUSTER
    give_password(page, who)
    page.wait_for_url(MINE)
    secret = set_up_app(page)
    sign_out(page) if scripts else page.context.clear_cookies()

    give_password(page, who)
    page.wait_for_url(ASKED)
    type_code(page, "000000")
    expect(page.locator("#id_code_error")).to_be_visible()
    code = code_of(secret, later=1)
    type_code(page, code)
    page.wait_for_url(re.compile(r":\d+/"))

    page.context.clear_cookies()
    give_password(page, who)
    type_code(page, code)
    expect(page.locator("#id_code_error")).to_be_visible()
    assert urlsplit(page.url).path == "/account/second-factor/asked/"


def test_a_code_on_paper_lets_in_once(window):
    page = window(PHONE)
    authenticator(page)
    give_password(page, BOARD)
    page.wait_for_url(MINE)
    codes = set_up_passkey(page)
    other = window(PHONE)  # on another telephone, without the passkey
    give_password(other, BOARD)
    other.wait_for_url(ASKED)

    type_code(other, codes[0].lower())
    expect(other.locator(".notice[data-kind=warning]")).to_be_visible()

    other.context.clear_cookies()
    give_password(other, BOARD)
    type_code(other, codes[0])
    expect(other.locator("#id_code_error")).to_be_visible()


def test_the_codes_are_saved_as_text(window):
    page = window()
    authenticator(page)
    give_password(page, SECOND_OF_THE_BOARD)
    page.wait_for_url(MINE)
    codes = set_up_passkey(page)

    with page.expect_download() as download:
        page.locator("form[action$='/codes/file/'] button").click()

    text = Path(download.value.path()).read_text()
    assert [line for line in text.splitlines()[1:] if line] == codes


def test_the_administrator_takes_a_lost_second_step_away_and_gets_in_nowhere(window):
    lost, administrator = window(PHONE), window()
    authenticator(lost)
    give_password(lost, TEACHER)
    lost.wait_for_url(MINE)
    set_up_passkey(lost)
    authenticator(administrator)
    give_password(administrator, ADMINISTRATOR)
    administrator.wait_for_url(MINE)
    set_up_passkey(administrator)

    administrator.goto("/office/staff/")
    administrator.locator("tr", has_text=TEACHER_NAME).locator("a[href*='/resets/']").first.click()
    assert hinders_nobody(administrator)
    administrator.locator("input[name=reason]").fill("Telefoon kwijt op het schoolkamp")
    administrator.locator("button[name=confirmed]").click()
    administrator.wait_for_url("**/second-factor/resets/")
    expect(administrator.locator("main")).to_contain_text("Telefoon kwijt")
    assert hinders_nobody(administrator)

    lost.goto("/")
    lost.wait_for_url("**/account/login/**")
    give_password(lost, TEACHER)
    lost.wait_for_url(MINE)


def test_in_the_demonstration_one_press_is_enough_and_it_can_be_tried(enter, address):
    page = enter(COACH)
    page.goto("/account/second-factor/")
    assert hinders_nobody(page)
    expect(page.locator(".notice:visible")).to_be_visible()
    expect(page.locator("passkey-form")).to_have_count(0)  # not at a bare number
    page.goto("/account/second-factor/app/")
    assert hinders_nobody(page)
