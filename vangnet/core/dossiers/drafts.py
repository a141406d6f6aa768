"""Drafts: what somebody typed survives a closed browser, kept sealed here and never in the browser's own storage.

A draft of a step is sealed with the dossier's key, so that it is destroyed with it; a draft of an opening, which has
no dossier yet, with a secret of the installation. Only its writer gets it back, through the form that it was typed in.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.http import QueryDict

from vangnet.core.keys import store
from vangnet.core.keys.installation import lock, unlock
from vangnet.core.people.models import Person

from .forms.steps import About
from .models import Dossier, Draft
from .recording import recorded_before

KEPT_FOR = timedelta(days=14)
SECRET = "draft"  # noqa: S105 - the name of one, not a secret
NOT_KEPT = {"csrfmiddlewaretoken"}


def keep(about: About, step: str, typed: QueryDict) -> Draft | None:
    """Keep what was typed in place of what was kept before; nothing once that same form has been recorded."""
    if _was_recorded(typed.get("token", ""), about.person):
        return None
    pairs = [(name, value) for name, values in typed.lists() for value in values if name not in NOT_KEPT]
    place = _place(about.dossier, about.person, step)
    sealed = lock(_cipher(about.dossier), json.dumps(pairs).encode(), _bound_to(about.person, step))
    with transaction.atomic():
        draft, _is_new = Draft.objects.update_or_create(
            **place, defaults={"sealed": sealed, "written_at": about.now}
        )
    return draft


def _was_recorded(token: str, by: Person) -> bool:
    try:
        return bool(recorded_before(UUID(token), by))
    except ValueError:  # somebody altered the form
        return False


def kept(about: About, step: str) -> tuple[Draft, QueryDict] | None:
    """The draft of this person for this form, as it was typed; nothing when it was altered or is too old."""
    draft = Draft.objects.filter(**_place(about.dossier, about.person, step)).first()
    if draft is None or draft.written_at < about.now - KEPT_FOR:
        return None
    try:
        words = unlock(_cipher(about.dossier), bytes(draft.sealed), _bound_to(about.person, step))
    except InvalidTag:
        return None
    typed = QueryDict(mutable=True)
    for name, value in json.loads(words):
        typed.appendlist(name, value)
    return draft, typed


def drop(dossier: Dossier, person: Person, step: str) -> None:
    Draft.objects.filter(**_place(dossier, person, step)).delete()


def forget(now: datetime) -> None:
    Draft.objects.filter(written_at__lt=now - KEPT_FOR).delete()


def _place(dossier: Dossier, person: Person, step: str) -> dict[str, Any]:
    is_opened = not dossier._state.adding
    return {"person": person, "dossier": dossier if is_opened else None, "kind": dossier.kind, "step": step}


def _cipher(dossier: Dossier) -> AESGCM:
    if dossier._state.adding:
        is_used = Draft.objects.filter(dossier=None).exists
        return AESGCM(store.secret(SECRET, is_used=is_used))
    return dossier.cipher


def _bound_to(person: Person, step: str) -> bytes:
    return f"draft/{person.pk}/{step}".encode()
