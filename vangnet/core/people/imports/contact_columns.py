"""Which column of a contacts file means what, guessed from the headers of Dutch pupil administrations.

A field is written as `pupil.last_name`, as `last_name` for the guardian of the line, or, when a line holds
more than one guardian, as `1.last_name`, `2.last_name`, `mother.last_name`, `father.last_name`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.people.models import ColumnMapping, Person, School
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

KIND = "contacts"
SEVERAL = ("1", "2", "3", "4", "mother", "father")

PUPIL_FIELDS = {
    "key": _("Pupil: key in the roster"),
    "name": _("Pupil: whole name"),
    "call_name": _("Pupil: call name"),
    "infix": _("Pupil: infix"),
    "last_name": _("Pupil: last name"),
    "born_on": _("Pupil: date of birth"),
    "group": _("Pupil: group"),
}
GUARDIAN_FIELDS = {
    "key": _("key"),
    "name": _("whole name"),
    "call_name": _("call name"),
    "initials": _("initials"),
    "infix": _("infix"),
    "last_name": _("last name"),
    "relation": _("relation"),
    "custody": _("custody"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "second_phone": _("second phone"),
    "street": _("street, with or without house number"),
    "house_number": _("house number"),
    "addition": _("addition to the house number"),
    "postal_code": _("postal code"),
    "town": _("town"),
    "secret_address": _("secret address"),
    "call_order": _("order in which to call"),
}
FIELDS = frozenset(
    (
        *(f"pupil.{name}" for name in PUPIL_FIELDS),
        *GUARDIAN_FIELDS,
        *(f"{which}.{name}" for which in SEVERAL for name in GUARDIAN_FIELDS),
    )
)


@dataclass(frozen=True)
class Mapping:
    """What each column means, by its header; a column that is not named here is not read."""

    columns: dict[str, str]

    @property
    def guardians(self) -> tuple[str, ...]:
        """The prefixes of the guardians on one line; "" when each line has one."""
        used = {field.rpartition(".")[0] for field in self.columns.values()}
        return tuple(which for which in SEVERAL if which in used) or ("",)

    def column_of(self, field: str) -> str | None:
        return next((column for column, meaning in self.columns.items() if meaning == field), None)

    def problems(self, header: tuple[str, ...]) -> Iterator[Problem]:
        """What is missing or double in it, before any line is read."""
        for column, field in self.columns.items():
            if column not in header:
                yield Problem(
                    1, column, column, _("The column “%(value)s” is not in this file. Choose again.")
                )
            elif field not in FIELDS:
                yield Problem(
                    1, column, field, _("“%(value)s” is no meaning that a column can have. Choose again.")
                )
        for field, count in Counter(self.columns.values()).items():
            if count > 1:
                columns = ", ".join(column for column, meaning in self.columns.items() if meaning == field)
                yield Problem(
                    1, columns, columns, _("Two columns have the same meaning: %(value)s. Choose one.")
                )
        yield from self._missing()

    def _missing(self) -> Iterator[Problem]:
        fields = set(self.columns.values())
        by_name = fields & {"pupil.name", "pupil.last_name", "pupil.call_name"}
        if "pupil.key" not in fields and not (by_name and fields & {"pupil.born_on", "pupil.group"}):
            message = _(
                "Say which columns tell who the pupil is: the key, or the name with date of birth or group."
            )
            yield Problem(1, None, "", message)
        for which in self.guardians:
            if not fields & {_in(which, "name"), _in(which, "last_name")}:
                yield Problem(
                    1, None, which, _("Say which column holds the last name of the guardian. %(value)s")
                )


def _in(which: str, name: str) -> str:
    return f"{which}.{name}" if which else name


# --- remembering


def remembered_mapping(school: School, header: tuple[str, ...]) -> Mapping | None:
    """The mapping this school kept, when all its columns are in this file as well."""
    kept = ColumnMapping.objects.filter(kind=KIND, school=school).values_list("columns", flat=True).first()
    return Mapping(kept) if kept and set(kept) <= set(header) else None


def remember_mapping(mapping: Mapping, *, school: School, by: Person) -> None:
    """Only when the user has agreed to it."""
    ColumnMapping.objects.update_or_create(
        kind=KIND, school=school, defaults={"columns": mapping.columns, "updated_by": by}
    )


# --- guessing

_PUPIL = {"leerling", "leerlingen", "lln", "kind"}
_GUARDIAN = {
    *("ouder", "ouders", "verzorger", "relatie", "contact", "contactpersoon", "gezagdrager", "gezagsdrager"),
    *("ouderverzorger", "voogd", "v", "contactgegevens"),
}
_PARENTS = {"moeder": "mother", "vader": "father"}
_SMALL_WORDS = {"van", "de", "het", "en", "of", "tot", "e"}

_WORDS: dict[str, tuple[str, ...]] = {
    "key": ("nummer", "nr", "id", "sleutel", "code", "key", "relatienummer", "relatienr", "relatieid"),
    "name": ("naam", "volledige naam", "naam voluit"),
    "call_name": ("roepnaam", "voornaam"),
    "initials": ("voorletters", "voorletter", "initialen"),
    "infix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tv", "tussenv"),
    "last_name": ("achternaam", "familienaam", "geslachtsnaam"),
    "relation": (
        "soort",
        "type",
        "rol",
        "relatie",
        "relation",
        "relatiesoort",
        "relatietype",
        "verwantschap",
    ),
    "custody": ("gezag", "ouderlijk gezag", "heeft gezag", "wettelijk gezag", "gezaghebbend", "gezag ja nee"),
    "email": ("email", "mail", "emailadres", "mailadres", "email adres", "mail adres"),
    "phone": (
        "mobiel",
        "mobiele telefoon",
        "telefoon mobiel",
        "mobiel nummer",
        "mobiele nummer",
        "gsm",
        "06",
    ),
    "second_phone": (
        "telefoon thuis",
        "thuistelefoon",
        "telefoon werk",
        "telefoon 2",
        "telefoon vast",
        "vast",
    ),
    "street": ("straat", "straatnaam", "adres", "straat huisnummer", "straat nummer", "straat huisnr"),
    "house_number": ("huisnummer", "huisnr"),
    "addition": ("toevoeging", "huisnummertoevoeging", "huisnummer toevoeging"),
    "postal_code": ("postcode", "postkode"),
    "town": ("woonplaats", "plaats", "plaatsnaam"),
    "secret_address": ("geheim", "geheim adres", "adres geheim", "geheimhouding", "geheim adres ja nee"),
    "call_order": ("belvolgorde", "volgorde", "volgorde bellen", "bellen", "prioriteit", "volgnummer"),
}
_MEANINGS = {words: field for field, several in _WORDS.items() for words in several}
_OF_PUPIL_ONLY = {
    **dict.fromkeys(("leerlingnummer", "leerlingnr", "stamnummer", "llnr", "administratienummer"), "key"),
    **dict.fromkeys(("leerlingid", "leerlingsleutel", "leerlingkey"), "key"),
    **dict.fromkeys(("geboortedatum", "geboren", "geboren op", "geb datum", "gebdatum"), "born_on"),
    **dict.fromkeys(("groep", "klas", "groepsnaam", "stamgroep", "jaargroep", "leerjaar"), "group"),
    **dict.fromkeys(("leerlingnaam",), "name"),
}
_ANY_PHONE = {"telefoon", "telefoonnummer", "tel", "telnr", "telefoonnr", "tel nr", "telefoon 1"}
_NAMES = {"name", "call_name", "infix", "last_name"}


@dataclass(frozen=True)
class _Guess:
    """Whose the column is ("pupil", "guardian", "1", "mother" ..., or "" when it does not say) and what."""

    whose: str
    field: str


def guess_mapping(header: tuple[str, ...]) -> Mapping:
    """The most likely meaning of each column; what is not sure is left for the user to choose."""
    guesses = {column: guess for column in header if (guess := _guess(column))}
    several = any(guess.whose in SEVERAL for guess in guesses.values())
    of_guardians = several or any(
        guess.whose == "guardian" and guess.field in _NAMES for guess in guesses.values()
    )
    columns: dict[str, str] = {}
    for column, guess in sorted(guesses.items(), key=lambda item: item[1].field == "any_phone"):
        for field in _meanings(guess, several=several, of_guardians=of_guardians):
            if field not in columns.values():
                columns[column] = field
                break
    return Mapping({column: columns[column] for column in header if column in columns})


def _meanings(guess: _Guess, *, several: bool, of_guardians: bool) -> tuple[str, ...]:
    whose = guess.whose or ("pupil" if of_guardians and guess.field in _NAMES else "guardian")
    if whose == "pupil":
        return (f"pupil.{guess.field}",) if guess.field in PUPIL_FIELDS else ()
    if whose == "guardian" and several:
        # An address of the line is the pupil's: it is not taken for that of every guardian on it.
        return ()
    fields = ("phone", "second_phone") if guess.field == "any_phone" else (guess.field,)
    return tuple(_in("" if whose == "guardian" else whose, field) for field in fields)


_SAYS_LITTLE = {"nummer", "nr", "id", "code", "key", "sleutel", "soort", "type", "rol"}


def _guess(column: str) -> _Guess | None:
    words = re.sub(r"e-?mail", "email", searchable(column)).replace("relatie tot leerling", "relatie")
    words = re.sub(r"(?<=[a-z])(?=[1-4]\b)|(?<=\b[1-4])(?=e\b)", " ", re.sub(r"[^a-z0-9]+", " ", words))
    whose, rest = _whose(words.split())
    said = " ".join(rest) or ("relation" if "relatie" in words.split() else "naam" if whose else "")
    if said in _OF_PUPIL_ONLY and whose in ("", "pupil"):
        return _Guess("pupil", _OF_PUPIL_ONLY[said])
    if said in _ANY_PHONE:
        return _Guess(whose, "any_phone")
    if not whose and said in _SAYS_LITTLE:
        return None
    return _Guess(whose, _MEANINGS[said]) if said in _MEANINGS else None


def _whose(words: list[str]) -> tuple[str, list[str]]:
    """Takes the words that say whose the column is out of those that say what it holds."""
    whose, rest = "", []
    words = [word for word in words if word not in _SMALL_WORDS]
    for at, word in enumerate(words):
        beside = {*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]}
        if word in _PUPIL:
            whose = "pupil"
        elif word in _PARENTS:
            whose = _PARENTS[word]
        elif word in _GUARDIAN:
            whose = whose or "guardian"
        elif word in SEVERAL and beside & _GUARDIAN:
            whose = word
        else:
            rest.append(word)
    return whose, rest
