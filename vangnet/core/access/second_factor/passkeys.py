"""Passkeys: a key in a telephone, laptop or security key that opens with a finger, a face or a PIN (WebAuthn).

The answer is bound by the browser to the name of this server, so it can't be given away to a false page. The device
always checks its owner (user verification): so a passkey is two factors in one gesture.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.http import urlsafe_base64_decode

from ..models import Account
from .models import Kind, SecondFactor

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

CHALLENGE = "passkey_challenge"
Answer = Mapping[str, Any]


class NoProof(Exception):  # noqa: N818 - not a fault of the program
    """The device gave no answer that holds."""


def are_possible(request: HttpRequest) -> bool:
    """Browsers give passkeys to names only, not to bare numbers such as 127.0.0.1."""
    host = _name(request)
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def creation_options(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What a device needs to make a new passkey; it makes none where it already has one of this account."""
    from fido2.webauthn import (
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    owner = PublicKeyCredentialUserEntity(
        id=str(account.pk).encode(), name=account.email, display_name=account.person.full_name
    )
    options, state = _server(request).register_begin(
        owner,
        _credentials(account.pk),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[CHALLENGE] = state
    return dict(options)


def request_options(request: HttpRequest, account: Account | None) -> dict[str, Any]:
    """What a device needs to prove: with one of these passkeys or, when nobody is known yet, with any."""
    from fido2.webauthn import UserVerificationRequirement

    credentials = _credentials(account.pk) if account else None
    options, state = _server(request).authenticate_begin(
        credentials, user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[CHALLENGE] = state
    return dict(options)


def add(request: HttpRequest, account: Account, answer: Answer, name: str, now: datetime) -> SecondFactor:
    """Keep a new passkey, when the device's answer holds."""
    try:
        made = _server(request).register_complete(_challenge(request), answer)
    except (ValueError, TypeError, KeyError) as refused:
        raise NoProof from refused
    if made.credential_data is None or not made.is_user_verified():
        raise NoProof
    passkey = SecondFactor(account=account, kind=Kind.PASSKEY, name=name, counter=made.counter, made_at=now)
    passkey.content = bytes(made.credential_data)
    passkey.save()
    return passkey


def proven(request: HttpRequest, account: int, answer: Answer, now: datetime) -> SecondFactor:
    """The passkey of this account that gave the answer. A signature counts once, where the device numbers them."""
    from fido2.webauthn import AuthenticationResponse

    passkeys = {credential.credential_id: (row, credential) for row, credential in _opened(account)}
    try:
        given = AuthenticationResponse.from_dict(answer)
        found = _server(request).authenticate_complete(
            _challenge(request), [credential for _row, credential in passkeys.values()], given
        )
    except (ValueError, TypeError, KeyError) as refused:
        raise NoProof from refused
    passkey, _credential = passkeys[found.credential_id]
    if not _counts(passkey, given.response.authenticator_data.counter, now):
        raise NoProof
    return passkey


def owner_in(answer: Answer) -> int:
    """Whose passkey it says to be; what it says is checked against that account's own passkeys."""
    try:
        return int(urlsafe_base64_decode(answer["response"]["userHandle"]))
    except (ValueError, TypeError, KeyError, AttributeError) as refused:
        raise NoProof from refused


def _counts(passkey: SecondFactor, counter: int, now: datetime) -> bool:
    if counter == 0 and passkey.counter == 0:  # most passkeys in telephones do not number
        return bool(SecondFactor.objects.filter(pk=passkey.pk).update(used_at=now))
    return passkey.advance(counter, now)


def _server(request: HttpRequest) -> "Fido2Server":
    """For the name by which this request came; only pages of exactly this origin are answered."""
    from fido2.server import Fido2Server  # only here: it is not needed to start
    from fido2.webauthn import PublicKeyCredentialRpEntity

    origin = f"{request.scheme}://{request.get_host()}"
    party = PublicKeyCredentialRpEntity(id=_name(request), name="Vangnet")
    return Fido2Server(party, verify_origin=lambda given: given == origin)


def _name(request: HttpRequest) -> str:
    host = request.get_host()
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def _challenge(request: HttpRequest) -> Any:
    state = request.session.pop(CHALLENGE, None)
    if state is None:
        raise NoProof
    return state


def _credentials(account: int) -> Sequence["AttestedCredentialData"]:
    return [credential for _row, credential in _opened(account)]


def _opened(account: int) -> list[tuple[SecondFactor, "AttestedCredentialData"]]:
    from fido2.webauthn import AttestedCredentialData

    rows = SecondFactor.objects.of(account).filter(kind=Kind.PASSKEY)
    return [(row, AttestedCredentialData(row.content)) for row in rows]
