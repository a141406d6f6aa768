"""Who has an account at the provider, and what it says about each that it should not, or should."""

PASSWORD = "bij de aanbieder"
CLIENT, SECRET = "vangnet", "tussen ons"
TENANT = "2f1c0e5a-0000-4000-8000-5c0f1a2b3c4d"

# By sign-in name: claims that replace the usual ones; None removes one.
PEOPLE: dict[str, dict[str, object]] = {
    "mina": {"email": "mina@example.org", "email_verified": True},
    "demonstration": {"email": "s.elbakkali@vuurvlinder.example.org", "email_verified": True},
    "otto": {"email": "otto@example.org", "email_verified": True},
    "wim": {"email": "wim@example.org", "email_verified": True},
    "nobody": {"email": "nobody@example.org", "email_verified": True},
    "unverified": {"email": "mina@example.org", "email_verified": False},
    "says-yes-in-words": {"email": "mina@example.org", "email_verified": "true"},
    "elsewhere": {"email": "mina@example.com", "email_verified": True},
    "wrong-audience": {"email": "mina@example.org", "email_verified": True, "aud": "another-program"},
    "wrong-issuer": {"email": "mina@example.org", "email_verified": True, "iss": "https://evil.example.net"},
    "wrong-nonce": {"email": "mina@example.org", "email_verified": True, "nonce": "of another question"},
    "no-nonce": {"email": "mina@example.org", "email_verified": True, "nonce": None},
    "too-old": {
        "email": "mina@example.org",
        "email_verified": True,
        "exp": 1_700_000_000,
        "iat": 1_600_000_000,
    },
    "two-audiences": {
        "email": "mina@example.org",
        "email_verified": True,
        "aud": [CLIENT, "another-program"],
    },
    "only-userinfo": {"email": None, "email_verified": None},
    "with-factor": {"email": "mina@example.org", "email_verified": True, "amr": ["pwd", "mfa"]},
    "entra-member": {
        "email": None,
        "email_verified": None,
        "preferred_username": "Mina@example.org",
        "tid": TENANT,
    },
    "entra-of-another": {"preferred_username": "mina@example.org", "tid": "another-tenant"},
    "entra-email-only": {
        "email": "mina@example.org",
        "preferred_username": "x@evil.example.net",
        "tid": TENANT,
    },
    "entra-guest": {"email": None, "preferred_username": "mina@example.org", "tid": TENANT, "acct": 1},
    "google-member": {"email": "mina@example.org", "email_verified": True, "hd": "example.org"},
    "google-private": {"email": "mina@example.org", "email_verified": True},
    "entree-staff": {
        "email": "mina@example.org",
        "email_verified": True,
        "eduPersonAffiliation": ["employee"],
        "nlEduPersonHomeOrganizationId": "99XA00",
    },
    "entree-pupil": {"eduPersonAffiliation": "student", "nlEduPersonHomeOrganizationId": "99XA00"},
    "entree-of-another-board": {
        "eduPersonAffiliation": "employee",
        "nlEduPersonHomeOrganizationId": "11ZZ00",
    },
}
