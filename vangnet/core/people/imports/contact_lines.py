"""One guardian on one line of a contacts file: what the line says, and nothing where it says nothing.

An empty cell never erases what the school knows; it says nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from vangnet.core.people.models import Guardianship
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from . import dutch
from .cells import Row
from .contact_columns import Mapping
from .dutch_names import call_infix_and_last_name, infix_and_last_name

Value = TypeVar("Value")
Relation = Guardianship.Relation

_RELATIONS: dict[Guardianship.Relation, tuple[str, ...]] = {
    Relation.MOTHER: ("moeder", "mama", "biologische moeder", "mother"),
    Relation.FATHER: ("vader", "papa", "biologische vader", "father"),
    Relation.PARENT: (
        "ouder",
        "verzorger",
        "ouder/verzorger",
        "adoptieouder",
        "duomoeder",
        "meemoeder",
        "parent",
    ),
    Relation.STEP_PARENT: ("stiefouder", "stiefvader", "stiefmoeder", "partner van ouder", "partner"),
    Relation.FOSTER_PARENT: ("pleegouder", "pleegmoeder", "pleegvader", "pleegouders"),
    Relation.LEGAL_GUARDIAN: ("voogd", "voogdes", "voogdij"),
    Relation.FAMILY: (
        *("oma", "opa", "grootouder", "grootmoeder", "grootvader", "tante", "oom", "broer", "zus", "familie"),
        *("neef", "nicht", "halfbroer", "halfzus", "stiefopa", "stiefoma"),
    ),
    Relation.CONTACT: (
        *("oppas", "gastouder", "buurvrouw", "buurman", "buur", "buren", "bso", "kinderopvang", "contact"),
        *("contactpersoon", "noodcontact", "noodnummer", "vriend", "vriendin", "kennis", "overig", "anders"),
        # Who supervises by order of the court (ondertoezichtstelling) has no custody by that.
        *("gezinsvoogd", "jeugdbeschermer"),
    ),
}
# M and V are left out: V may be a father (vader) or a woman (vrouw).
_BY_WORD = {word: relation for relation, words in _RELATIONS.items() for word in words}
_OF_PREFIX = {"mother": Relation.MOTHER, "father": Relation.FATHER}
_SECRET = {"geheim", "geheim adres", "adres geheim", "adres is geheim"}
_LONGEST = {
    "call_name": 100,
    "infix": 30,
    "last_name": 150,
    "key": 256,
    "street": 150,
    "house_number": 20,
    "town": 100,
}


@dataclass(frozen=True)
class SoughtPupil:
    """How a line names the pupil, and the column to which a message about it belongs."""

    key: str
    name: str
    born_on: date | None
    group: str
    column: str


@dataclass(frozen=True)
class Contact:
    """What one line says about one guardian; empty and None say nothing."""

    line: int
    pupil: SoughtPupil
    column: str
    key: str = ""
    call_name: str = ""
    infix: str = ""
    last_name: str = ""
    relation: Guardianship.Relation | None = None
    has_custody: bool | None = None
    email: str = ""
    phone: str = ""
    second_phone: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    town: str = ""
    has_secret_address: bool | None = None
    call_order: int | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.call_name, self.infix, self.last_name) if part)


@dataclass(frozen=True)
class LineReader:
    """Reads the cells of one line by their meaning, and collects every problem on it."""

    header: tuple[str, ...]
    mapping: Mapping
    row: Row
    problems: list[Problem]
    places: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        places = {meaning: self.header.index(column) for column, meaning in self.mapping.columns.items()}
        object.__setattr__(self, "places", places)

    def text(self, meaning: str) -> str:
        place = self.places.get(meaning)
        text = "" if place is None else " ".join(self.row.cells[place].split())
        if len(text) > _LONGEST.get(meaning.rpartition(".")[2], 400):
            self.refuse(meaning, text, _("This is too long. Shorten “%(value)s”."))
            return ""
        return text

    def value(self, meaning: str, read: Callable[[str], Value]) -> Value | None:
        text = self.text(meaning)
        if text.lower() in dutch.SAYS_NOTHING:
            return None
        try:
            return read(text)
        except dutch.Unclear as error:
            self.refuse(meaning, text, str(error))
            return None

    def refuse(self, meaning: str, text: str, message: str) -> None:
        self.problems.append(Problem(self.row.line, self.mapping.column_of(meaning), text, message))

    def contacts(self) -> Iterator[Contact]:
        """The guardians on this line; one of several may be left empty, the only one may not."""
        pupil = self._pupil()
        for which in self.mapping.guardians:
            if which and not any(
                self.text(meaning) for meaning in self.places if meaning.startswith(which + ".")
            ):
                continue
            yield _Guardian(self, which + "." if which else "").read(pupil)

    def _pupil(self) -> SoughtPupil:
        parts = (self.text(f"pupil.{name}") for name in ("call_name", "infix", "last_name"))
        name = self.text("pupil.name") or " ".join(part for part in parts if part)
        columns = (
            self.mapping.column_of(f"pupil.{name}") for name in ("key", "name", "last_name", "call_name")
        )
        return SoughtPupil(
            key=self.text("pupil.key"),
            name=name,
            born_on=self.value("pupil.born_on", dutch.day),
            group=self.text("pupil.group"),
            column=next(column for column in columns if column),
        )


@dataclass(frozen=True)
class _Guardian:
    reader: LineReader
    prefix: str

    def read(self, pupil: SoughtPupil) -> Contact:
        call_name, infix, last_name = self._name()
        street, house_number, is_secret = self._address()
        return Contact(
            line=self.reader.row.line,
            pupil=pupil,
            column=self._column_of_name(),
            key=self._text("key"),
            call_name=call_name,
            infix=infix,
            last_name=last_name,
            relation=self._value("relation", _relation) or _OF_PREFIX.get(self.prefix[:-1]),
            has_custody=self._value("custody", dutch.yes_or_no),
            email=self._value("email", dutch.email) or "",
            phone=self._value("phone", dutch.phone) or "",
            second_phone=self._value("second_phone", dutch.phone) or "",
            street=street,
            house_number=house_number,
            postal_code=self._value("postal_code", _postal_code) or "",
            town="" if is_secret and _says_secret(self._text("town")) else self._text("town"),
            has_secret_address=is_secret,
            call_order=self._value("call_order", _call_order),
        )

    def _text(self, name: str) -> str:
        return self.reader.text(self.prefix + name)

    def _value(self, name: str, read: Callable[[str], Value]) -> Value | None:
        return self.reader.value(self.prefix + name, read)

    def _column_of_name(self) -> str:
        columns = (self.reader.mapping.column_of(self.prefix + name) for name in ("last_name", "name"))
        return next(column for column in columns if column)

    def _name(self) -> tuple[str, str, str]:
        call_name, infix, last_name = call_infix_and_last_name(self._text("name"))
        if written := self._text("last_name"):
            infix, last_name = infix_and_last_name(written)
            if own_infix := self._text("infix"):
                infix, last_name = own_infix.lower(), written if not infix else last_name
        call_name = self._text("call_name") or self._text("initials") or call_name
        if not last_name:
            message = _("This guardian has no last name. Fill it in, or leave out the whole guardian.")
            self.reader.problems.append(Problem(self.reader.row.line, self._column_of_name(), "", message))
        return call_name, infix, last_name

    def _address(self) -> tuple[str, str, bool | None]:
        """Some schools write "geheim" where the street should stand."""
        is_secret = self._value("secret_address", _secrecy)
        street, house_number = self._text("street"), self._text("house_number")
        if _says_secret(street) or any(_says_secret(self._text(name)) for name in ("postal_code", "town")):
            return "", "", True
        if street and not house_number:
            street, house_number = dutch.street_and_number(street)
        return street, " ".join(part for part in (house_number, self._text("addition")) if part), is_secret


def _says_secret(text: str) -> bool:
    return searchable(text) in _SECRET


def _secrecy(text: str) -> bool:
    return searchable(text) in _SECRET or (searchable(text) != "niet geheim" and dutch.yes_or_no(text))


def _postal_code(text: str) -> str:
    return "" if _says_secret(text) else dutch.postal_code(text)


def _relation(text: str) -> Guardianship.Relation:
    word = searchable(text).replace(" / ", "/")
    if word in _BY_WORD:
        return _BY_WORD[word]
    raise dutch.Unclear(
        _("“%(value)s” is no relation that we know. Write moeder, vader, voogd, oma, oppas ...")
    )


def _call_order(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 99:
        return int(text)
    raise dutch.Unclear(_("“%(value)s” is no place in the order of calling. Write 1, 2, 3 ..."))
