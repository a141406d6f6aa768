"""What a letter says, composed from the facts of its dossier and from what its form says so far.

A kind declares one `LetterText` with each step that sends a letter. It is composed in the language of the letter, and
not in that of who writes it. What is not known yet stands in it between brackets, and is filled in before it is sent.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from vangnet.core.law import Source
from vangnet.core.letters.typesetting import Sheet
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import ContactOrder, Guardian, Guardianship, Person, Pupil, School
from vangnet.core.people.names import searchable

from .models import Dossier, Fact
from .timeline import Timeline

FactT = TypeVar("FactT", bound=Fact)
OPEN_PLACE = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True)
class Addressee:
    """To whom: the lines above the letter, and how it greets; whose parent it is, and about which child."""

    lines: tuple[str, ...] = ()
    greeting: str = ""
    child: Pupil | None = None
    guardian: Guardian | None = None


@dataclass(frozen=True)
class Telling:
    """What a letter is composed from: what its writer reads of the dossier, and what the form says so far."""

    timeline: Timeline
    by: Person
    on: date
    said: Mapping[str, Any]
    addressee: Addressee

    @property
    def dossier(self) -> Dossier:
        return self.timeline.dossier

    @property
    def school(self) -> School:
        return self.dossier.school

    @property
    def is_public(self) -> bool:
        return self.school.governance == School.Governance.PUBLIC

    def latest(self, model: type[FactT]) -> FactT | None:
        return self.timeline.latest(model)

    def text_of(self, step: str) -> str:
        """What stands in the latest entry of a step that still holds."""
        found = (entry.text for entry in reversed(self.timeline.standing()) if entry.step == step)
        return next(found, "")

    @property
    def child(self) -> str:
        """The whole name of the child that it is about; of several the one whose parent it goes to."""
        pupil = self.addressee.child or next(
            (row.pupil for row in self.timeline.subjects() if row.pupil), None
        )
        return pupil.full_name if pupil else open_place(_("name of the child"))

    @property
    def dear(self) -> str:
        name = self.addressee.greeting
        return _("Dear %(name)s,") % {"name": name} if name else _("Dear parents and carers,")

    def filled(self, name: str, missing: str) -> str:
        """What was filled in for this field, or the open place for it."""
        return str(self.said.get(name) or "").strip() or open_place(missing)

    def day(self, name: str, missing: str) -> str:
        value = self.said.get(name)
        return in_full(value) if isinstance(value, date) else open_place(missing)


@dataclass(frozen=True)
class Words:
    """Subject and paragraphs of a letter; `signed_by` where that is somebody else than who fills in the form."""

    subject: str
    paragraphs: tuple[str, ...]
    signed_by: Person | None = None


@dataclass(frozen=True)
class MustSay:
    """What a letter may not leave out: of each group of words at least one stands in it, in whichever language."""

    says: str
    source: Source
    mentions: tuple[tuple[str, ...], ...]

    def is_said(self, letter: str) -> bool:
        plain = searchable(letter)
        return all(any(searchable(word) in plain for word in words) for words in self.mentions)


def _asks_nothing(_telling: Telling) -> Iterable[MustSay]:
    return ()


@dataclass(frozen=True)
class LetterText:
    """One letter: what it is called, what it says, what it must say, and whether the board sends it."""

    title: str
    composes: Callable[[Telling], Words]
    asks: Callable[[Telling], Iterable[MustSay]] = field(default=_asks_nothing)
    from_board: bool = False


@dataclass(frozen=True)
class Composed:
    """The parts of a letter that can be altered before it is sent, as its form calls them."""

    to: str
    subject: str
    text: str
    signed: str


def composed(letter: LetterText, telling: Telling, language: str) -> Composed:
    with override(language):
        words = letter.composes(telling)
        closing = _("With kind regards,")
        return Composed(
            to="\n".join(telling.addressee.lines) or open_place(_("to whom")),
            subject=words.subject,
            text="\n\n".join(part for part in (*words.paragraphs, closing) if part),
            signed="\n".join(_signed(words.signed_by or telling.by, telling, letter)),
        )


def sheet_of(letter: LetterText, parts: Composed, telling: Telling, language: str) -> Sheet:
    """All that will stand on the paper."""
    school = telling.school
    with override(language):
        return Sheet(
            language=language,
            sender=_sender(letter, school),
            addressee=lines_of(parts.to),
            dated=", ".join(part for part in (school.town, in_full(telling.on)) if part),
            subject=parts.subject,
            reference=telling.dossier.reference,
            paragraphs=tuple(part.strip() for part in re.split(r"\n\s*\n", parts.text) if part.strip()),
            signed=lines_of(parts.signed),
        )


def open_place(missing: str) -> str:
    return f"[{missing}]"


def open_places(text: str) -> set[str]:
    return set(OPEN_PLACE.findall(text))


def in_full(value: date) -> str:
    """A day as a letter writes it, with its hour when it is a moment."""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        words = {"day": date_format(local.date(), "l j F Y"), "time": f"{local:%H.%M}"}
        return _("%(day)s at %(time)s") % words
    return str(date_format(value, "l j F Y"))


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _sender(letter: LetterText, school: School) -> tuple[str, ...]:
    if letter.from_board:
        return (school.board.name,)
    return (school.name, *_address(school), *([school.phone] if school.phone else []))


def _signed(person: Person, telling: Telling, letter: LetterText) -> list[str]:
    school = telling.school
    held = [row.role.label for row in person.held(telling.on) if row.school in (school.pk, None)][:1]
    on_behalf = _("on behalf of the board of %(board)s") % {"board": school.board.name}
    roles = [str(label).lower() for label in held] or [open_place(_("position"))]
    return [*([on_behalf] if letter.from_board else []), person.full_name, *roles]


# To whom


def of_guardian(guardian: Guardian, child: Pupil | None = None) -> Addressee:
    """With the address, unless that is secret: such a letter is handed over, or sent through somebody else."""
    lines = (guardian.full_name, *_address_of(guardian))
    return Addressee(lines, guardian.full_name, child, guardian)


def of_parents(child: Pupil, on: date) -> Addressee:
    """Who has custody and may be told; with the address where they share one, and it is no secret."""
    silenced = ContactOrder.objects.filter(holds_on(on), pupil=child, kind=ContactOrder.Kind.NO_INFORMATION)
    ties = Guardianship.objects.filter(holds_on(on), pupil=child, has_custody=True).select_related("guardian")
    found = [tie.guardian for tie in ties.exclude(guardian__in=silenced.values("guardian"))]
    addresses = {_address_of(guardian) for guardian in found}
    names = [guardian.full_name for guardian in found]
    shared = addresses.pop() if len(addresses) == 1 else ()
    to = _("To the parents and carers of %(child)s") % {"child": child.full_name}
    return Addressee((to, *names, *shared), child=child)


def _address_of(guardian: Guardian) -> tuple[str, ...]:
    return () if guardian.has_secret_address else _address(guardian)


def _address(place: Guardian | School) -> tuple[str, ...]:
    lines = (f"{place.street} {place.house_number}", f"{place.postal_code} {place.town}")
    return tuple(line.strip() for line in lines if line.strip())


def secret_in(text: str, guardians: Iterable[Guardian]) -> bool:
    """Whether a secret address stands in the text: its street with the number, or its postal code."""
    plain, tight = searchable(text), searchable(text).replace(" ", "")
    for guardian in guardians:
        street = searchable(f"{guardian.street} {guardian.house_number}") if guardian.house_number else ""
        code = searchable(guardian.postal_code).replace(" ", "")
        if (street and street in plain) or (code and code in tight):
            return True
    return False
