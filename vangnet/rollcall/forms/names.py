"""Calling names with a plain form: what was chosen anew becomes a word, which says of which earlier word it knew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..hearing import Told
from ..merging import Said, Standing, Word
from ..models import Extra


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """Somebody in a plain form, with what holds now."""

    about: str
    name: str
    knew: str
    choices: tuple[Choice, ...]
    told: str = ""


SAYABLE = frozenset(Said)


def labels() -> Mapping[Said, str]:
    return {Said.PRESENT: _("Present"), Said.MISSING: _("Missing"), Said.NOT_IN: _("Not in today")}


def row(about: str, name: str, stand: Standing | None, told: str = "") -> Row:
    said = stand.word.said if stand else None
    choices = tuple(Choice(value, label, value == said) for value, label in labels().items())
    return Row(about, name, str(stand.word.token) if stand else "", choices, told)


def uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def told_in(sent: QueryDict, keys: Iterable[str], words: Iterable[Word], now: datetime) -> list[Told] | None:
    """Nothing without the form's own name, under which what is sent twice is taken once."""
    form = uuid_in(sent.get("form", ""))
    if form is None:
        return None
    return list(_told(sent, form, keys, {word.token: word.said for word in words}, now))


def _told(
    sent: QueryDict, form: UUID, keys: Iterable[str], words: Mapping[UUID, Said], now: datetime
) -> Iterator[Told]:
    for about in keys:
        said, knew = sent.get(f"said-{about}", ""), uuid_in(sent.get(f"knew-{about}", ""))
        if said in SAYABLE and (knew is None or words.get(knew) != said):
            yield Told(uuid5(form, f"{about}/{said}/{knew}"), about, Said(said), now, knew)


def added_in(sent: QueryDict, now: datetime) -> Told | str:
    """Somebody who stands in no group, there as soon as he or she is named; or what is wrong."""
    form, name, kind = uuid_in(sent.get("form", "")), sent.get("name", "").strip(), sent.get("kind", "")
    if form is None or kind not in Extra.Kind.values:
        return _("Choose whether this is a colleague or a visitor.")
    if not name:
        return _("Type a name, or a few words by which everybody knows who it is.")
    return Told(uuid5(form, "word"), f"extra-{uuid5(form, name)}", Said.PRESENT, now, name=name, kind=kind)


def new_form() -> str:
    return str(uuid4())
