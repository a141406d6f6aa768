"""Setting a second step up, adding, taking away, recovery codes, and what stands in the database."""

import base64
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from vangnet.conftest import proven
from vangnet.core.access.models import SecondFactor
from vangnet.core.access.second_factor import recovery, totp
from vangnet.core.keys import rotation
from vangnet.core.keys.installation import KeyTrouble, forget_key
from vangnet.core.keys.models import KeyCheck, WrappedKey
from vangnet.core.mail.models import OutgoingMail

from .keyring import Device
from .scenes import ASKED, HERE, SECRET, at_the_door, code_now, give_app, give_codes, give_passkey, is_in
from .test_demanded import agree

pytestmark = pytest.mark.django_db(databases="__all__")
MINE, APP, PASSKEY, CODES = (f"/account/second-factor/{page}" for page in ("", "app/", "passkey/", "codes/"))
WRITTEN = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def secret_on(page: str) -> bytes:
    address = re.search(r'href="(otpauth:[^"]+)"', page)[1].replace("&amp;", "&")
    return base64.b32decode(parse_qs(urlsplit(address).query)["secret"][0])


def now_of(secret: bytes) -> str:
    return totp.code(secret, totp.step_of(timezone.now()))


@pytest.fixture
def mina(cast):
    """Mina at her own laptop, the first time: the password is given."""
    return at_the_door(cast.mina)


# An app with codes


def test_an_app_is_set_up_with_the_picture_and_one_code(mina, cast):
    secret = secret_on(mina.get(APP).content.decode())

    answer = mina.post(APP, {"code": now_of(secret)})

    assert (answer.status_code, answer.url) == (302, CODES)
    assert SecondFactor.objects.main().get().content == secret
    assert OutgoingMail.objects.get(cause__startswith="second-factor-added").to == "mina@example.org"
    again = at_the_door(cast.mina)
    assert again.post(ASKED, {"code": now_of(secret)}).status_code == 422, (
        "the code of setting up was its first"
    )


def test_a_wrong_code_keeps_nothing_and_the_picture_stays_the_same(mina):
    before = secret_on(mina.get(APP).content.decode())

    answer = mina.post(APP, {"code": "000000"})

    assert answer.status_code == 422
    assert secret_on(answer.content.decode()) == before
    assert not SecondFactor.objects.exists()


def test_the_picture_is_drawn_in_the_page_without_style_or_another_address(mina):
    page = mina.get(APP).content.decode()

    drawn = re.search(r"<svg class=\"square-code\".*?</svg>", page, re.S)[0]
    assert "style" not in drawn
    assert "data:" not in page
    assert len(re.findall("M", drawn)) > 200


def test_the_picture_says_whose_and_where(mina):
    address = totp.address(SECRET, "mina@example.org", HERE)

    assert address.startswith("otpauth://totp/Vangnet%20localhost%3Amina%40example.org?secret=")
    assert parse_qs(urlsplit(address).query)["issuer"] == ["Vangnet localhost"]


def test_what_is_being_set_up_stands_sealed_in_the_session(mina):
    secret = secret_on(mina.get(APP).content.decode())

    kept = str(dict(mina.session.items()))
    assert base64.b32encode(secret).decode() not in kept
    assert base64.b64encode(secret).decode() not in kept


# Passkeys


def test_a_passkey_is_made_and_the_codes_are_shown_once(mina):
    give_passkey(mina, name="Telefoon")

    shown = WRITTEN.findall(mina.get(CODES).content.decode())
    assert len(set(shown)) == 10
    assert SecondFactor.objects.unused_codes().count() == 10
    assert WRITTEN.findall(mina.get(CODES).content.decode()) == []
    assert SecondFactor.objects.get(kind="passkey").name == "Telefoon"


@pytest.mark.parametrize(
    "changed", [{"origin": "https://kwaad.example"}, {"party": "kwaad.example"}, {"verifies": False}], ids=str
)
def test_a_passkey_of_a_false_page_or_without_its_owner_is_not_kept(mina, changed):
    device = Device(**changed)
    options = mina.post(PASSKEY + "options/").json()

    answer = mina.post(PASSKEY, {"credential": device.make(options)})

    assert answer.status_code == 422
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "null", '{"id": "AA", "rawId": "AA", "response": {}}', "nee"]
)
def test_nonsense_instead_of_a_new_passkey_is_refused_calmly(mina, sent):
    mina.post(PASSKEY + "options/")

    assert mina.post(PASSKEY, {"credential": sent}).status_code == 422


def test_the_same_device_is_not_asked_for_a_second_one(mina):
    give_passkey(mina)

    options = mina.post(PASSKEY + "options/").json()["publicKey"]

    assert len(options["excludeCredentials"]) == 1
    assert options["authenticatorSelection"]["userVerification"] == "required"


def test_browsers_give_no_passkey_to_a_bare_number(cast):
    browser = at_the_door(cast.mina)
    browser.defaults["HTTP_HOST"] = "127.0.0.1:8000"

    page = browser.get(PASSKEY).content.decode()

    assert "passkey-form" not in page.replace("passkey_form.js", "")


# Adding and taking away


def test_who_has_one_proves_before_adding_or_taking_away(cast, mina):
    give_passkey(mina)
    row = SecondFactor.objects.main().get()
    proven(mina, cast.mina.account, ago=timedelta(minutes=6))

    for page in (APP, PASSKEY, CODES, f"/account/second-factor/{row.pk}/remove/"):
        assert mina.get(page).url.startswith("/account/second-factor/again/"), page
        assert mina.post(page).url.startswith("/account/second-factor/again/"), page


def test_the_password_alone_adds_nothing_to_who_has_one_already(cast, mina):
    """Several windows stand at setting up; in one it is done, so the others must prove."""
    pages = (APP, PASSKEY, PASSKEY + "options/")
    others = [(page, at_the_door(cast.mina)) for page in pages]
    give_passkey(mina)

    for page, other in others:
        assert is_in(other)
        assert other.post(page, {"code": "123456"}).url.startswith("/account/login/")
        assert not is_in(other)
    assert SecondFactor.objects.main().count() == 1


def test_the_last_one_stays_where_it_is_demanded(cast, mina):
    give_passkey(mina)
    row = SecondFactor.objects.main().get()

    answer = mina.post(f"/account/second-factor/{row.pk}/remove/")

    assert answer.status_code == 409
    assert SecondFactor.objects.main().exists()


def test_the_last_passkey_stays_where_only_passkeys_count(cast, mina):
    give_passkey(mina)
    give_app(cast.mina)
    agree(cast, "passkeys_only", 1)
    passkey = SecondFactor.objects.get(kind="passkey")

    assert mina.post(f"/account/second-factor/{passkey.pk}/remove/").status_code == 409


def test_one_of_two_is_taken_away_and_its_owner_hears_of_it(cast, mina):
    give_passkey(mina)
    row = give_app(cast.mina)

    answer = mina.post(f"/account/second-factor/{row.pk}/remove/")

    assert answer.url == MINE
    assert not SecondFactor.objects.filter(kind="app").exists()
    assert OutgoingMail.objects.filter(cause=f"second-factor-removed-{row.pk}").exists()
    assert mina.get("/").status_code == 200


def test_with_the_last_one_that_nobody_demanded_the_codes_go_too(cast):
    browser = at_the_door(cast.marit)
    give_passkey(browser)
    row = SecondFactor.objects.main().get()

    browser.post(f"/account/second-factor/{row.pk}/remove/")

    assert not SecondFactor.objects.exists()
    assert browser.get("/incidents/year/").status_code == 200


def test_new_codes_make_the_old_ones_worthless(cast, mina):
    give_passkey(mina)
    old = WRITTEN.findall(mina.get(CODES).content.decode())

    mina.post(CODES)

    new = WRITTEN.findall(mina.get(CODES).content.decode())
    assert set(old).isdisjoint(new)
    assert recovery.code_that_matches(cast.mina.account.pk, old[0]) is None
    assert recovery.code_that_matches(cast.mina.account.pk, new[0])


def test_the_codes_come_as_text_and_nothing_else_does(cast, mina):
    give_passkey(mina)
    codes = WRITTEN.findall(mina.get(CODES).content.decode())

    file = mina.post(CODES + "file/", {"codes": [*codes, "<script>", "iets anders"]})

    assert file["Content-Type"].startswith("text/plain")
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content.decode().split("\r\n")[1:-1] == codes
    assert "script" not in file.content.decode()


# In the database


def test_nothing_of_a_second_step_can_be_read_in_the_database(cast):
    give_app(cast.mina)
    codes = give_codes(cast.mina)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM access_secondfactor")
        stored = b"".join(bytes(sealed) for (sealed,) in cursor.fetchall())

    assert SECRET not in stored
    assert not any(code.encode() in stored for code in codes)


def test_a_second_step_that_is_moved_to_another_account_opens_nothing(cast):
    row = give_app(cast.otto)
    SecondFactor.objects.filter(pk=row.pk).update(account=cast.mina.account)

    with pytest.raises(KeyTrouble):
        _ = SecondFactor.objects.get(pk=row.pk).content
    browser = at_the_door(cast.mina)
    answer = browser.post(ASKED, {"code": code_now()})
    assert answer.status_code == 503
    assert not is_in(browser)


def test_a_code_on_paper_can_not_be_made_into_an_app(cast):
    row = give_app(cast.mina)
    SecondFactor.objects.filter(pk=row.pk).update(kind="recovery_code")

    with pytest.raises(KeyTrouble):
        _ = SecondFactor.objects.get(pk=row.pk).content


def test_all_still_open_when_the_installations_key_was_replaced(cast, settings, tmp_path):
    settings.INSTALLATION_KEY_FILE = tmp_path / "installation.key"
    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()
    forget_key()
    row, codes = give_app(cast.mina), give_codes(cast.mina)
    rotation.prepare_next()
    rotation.replace()

    assert SecondFactor.objects.get(pk=row.pk).content == SECRET
    assert recovery.code_that_matches(cast.mina.account.pk, codes[0])
    forget_key()


def test_a_secret_that_is_missing_is_never_made_anew_over_second_steps(cast):
    row = give_app(cast.mina)
    WrappedKey.objects.filter(pk="factor").delete()

    with pytest.raises(KeyTrouble, match="missing from the key store"):
        _ = SecondFactor.objects.get(pk=row.pk).content
    with pytest.raises(KeyTrouble, match="missing from the key store"):
        give_app(cast.otto)


def test_one_account_has_one_app(cast, mina):
    give_passkey(mina)
    give_app(cast.mina)

    assert mina.get(APP).status_code == 404
    assert is_in(mina)
