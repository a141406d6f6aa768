"""What is believed of what a provider says, without network: signatures, and each provider's habits."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from vangnet.core.access.oidc import claims
from vangnet.core.access.oidc.id_token import Refused, checked
from vangnet.core.access.oidc.providers import Kind, Provider

ISSUER, US, NONCE = "https://sign-in.example.org", "vangnet", "our question"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def shown(key, name="k1"):
    return jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": name, "alg": "RS256"}


def told(**changes):
    now = int(time.time())
    usual = {"iss": ISSUER, "aud": US, "sub": "17", "iat": now, "exp": now + 300, "nonce": NONCE}
    return {name: value for name, value in (usual | changes).items() if value is not None}


def signed(payload, key, algorithm="RS256", name="k1"):
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": name})


def check(token, *keys):
    return checked(token, {"keys": list(keys)}, issuer=ISSUER, client_id=US, nonce=NONCE)


def test_a_token_in_order_is_believed(key):
    assert check(signed(told(), key), shown(key))["sub"] == "17"


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "other"},
        {"aud": [US, "other"]},
        {"aud": [US, "other"], "azp": "other"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"sub": None},
        {"nonce": None},
        {"nonce": "x"},
        {"exp": 1},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
    ],
)
def test_anything_amiss_is_refused(key, change):
    with pytest.raises(Refused):
        check(signed(told(**change), key), shown(key))


def test_who_signs_with_a_key_of_his_own_is_refused(key):
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    with pytest.raises(Refused):
        check(signed(told(), own), shown(key))
    with pytest.raises(Refused, match="does not show"):
        check(signed(told(), own, name="k2"), shown(key))


def test_no_signature_and_a_signature_with_what_everybody_knows_are_refused(key):
    with pytest.raises(Refused):
        check(jwt.encode(told(), "", algorithm="none", headers={"kid": "k1"}), shown(key))
    with pytest.raises(Refused):
        check(signed(told(), "a secret of thirty-two characters!", "HS256"), shown(key))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30."])
def test_what_is_no_token_is_refused(key, token):
    with pytest.raises(Refused):
        check(token, shown(key))


def test_without_a_question_of_ours_no_answer_is_believed(key):
    with pytest.raises(Refused):
        checked(signed(told(nonce=""), key), {"keys": [shown(key)]}, issuer=ISSUER, client_id=US, nonce="")


def provider(kind, **more):
    usual = {"domains": frozenset(["example.org"]), "tenant": "t" if kind is Kind.ENTRA else ""}
    return Provider(kind, "School", ISSUER, US, "secret", **(usual | more))


@pytest.mark.parametrize(
    ("kind", "said", "believed"),
    [
        (Kind.OTHER, {"email": "A@Example.org", "email_verified": True}, "a@example.org"),
        (Kind.OTHER, {"email": "a@example.org", "email_verified": 1}, ""),
        (Kind.OTHER, {"email": "a@sub.example.org", "email_verified": True}, ""),
        (Kind.OTHER, {"email": ["a@example.org"], "email_verified": True}, ""),
        (Kind.ENTRA, {"preferred_username": "a@example.org"}, "a@example.org"),
        (Kind.ENTRA, {"email": "a@example.org", "preferred_username": "b@example.net"}, ""),
        (Kind.ENTRA, {"email": "a@example.org", "xms_edov": True}, "a@example.org"),
        (Kind.ENTRA, {"email": "a@example.org", "xms_edov": False}, ""),
        (Kind.ENTRA, {"preferred_username": "a@example.org", "idp": "live.com"}, ""),
        (Kind.ENTRA, {"preferred_username": "a@example.org", "idp": ["x"], "xms_edov": []}, ""),
        (Kind.ENTRA, {"preferred_username": "a@example.org", "acct": 1}, ""),
        (Kind.GOOGLE, {"email": "a@example.org", "email_verified": True}, ""),
        (
            Kind.GOOGLE,
            {"email": "a@example.org", "email_verified": True, "hd": "example.org"},
            "a@example.org",
        ),
        (Kind.ENTREE, {"email": "a@example.org", "email_verified": True}, ""),
    ],
)
def test_an_address_is_believed_where_its_organisation_answers_for_it(kind, said, believed):
    assert claims.trusted_email(provider(kind), said) == believed


@pytest.mark.parametrize(
    ("counts", "said", "expected"),
    [
        ("", {"amr": ["mfa"]}, False),
        ("mfa", {"amr": ["pwd", "mfa"]}, True),
        ("mfa", {"amr": ["pwd"]}, False),
        ("mfa", {"amr": "mfa"}, True),
        ("mfa", {"acr": "https://refeds.org/profile/mfa"}, True),
        ("mfa", {}, False),
        ("mfa", {"amr": 5, "acr": {"x": 1}}, False),
        ("c1", {"acrs": ["c1"]}, True),
        ("c1", {"acrs": ["c2"], "amr": ["mfa"]}, False),
    ],
)
def test_a_second_factor_at_the_provider_counts_as_the_setting_says(counts, said, expected):
    assert claims.has_second_factor(provider(Kind.ENTRA, second_factor=counts), said) is expected


def test_entra_is_asked_for_the_level_that_counts():
    assert '"c1"' in provider(Kind.ENTRA, second_factor="c1").auth_params["claims"]
    assert provider(Kind.ENTRA).auth_params == {}


@pytest.mark.parametrize(
    ("said", "brin"), [({"nlEduPersonHomeOrganizationId": "99xa00"}, "99XA"), ({}, ""), ({"x": 1}, "")]
)
def test_entree_names_the_school(said, brin):
    assert claims.brin_of(said) == brin
