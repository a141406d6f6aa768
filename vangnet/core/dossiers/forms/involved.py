"""Who was involved, and in which part: read from the form after each press of a button, with or without JavaScript.

A person can have more parts than one (who was hit and hit back), so parts are ticked and each becomes a fact of its
own. Somebody who stands in no register is named in the form itself and sealed with the dossier.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from vangnet.core.people.names import plainly
from vangnet.ui import people as picker

from ..models import Subject
from ..people_search import FEWEST_LETTERS, MOST_SHOWN, Reach, Register, is_enough, split

FIELD = "people"
OTHER = "other"
LONGEST_NAME = 100

# The buttons that search, and in which register; each belongs to one of the two boxes with words.
FIND = {
    f"{FIELD}_find": Register.PUPIL,
    f"{FIELD}_find_staff": Register.STAFF,
    f"{FIELD}_find_guardian": Register.GUARDIAN,
}
ADD_OTHER = f"{FIELD}_add_other"
BUTTONS = (*FIND, ADD_OTHER, f"{FIELD}_add", f"{FIELD}_remove")


@dataclass(frozen=True)
class Involved:
    """One chosen person; `is_other` for somebody who stands in no register."""

    key: str
    name: str
    parts: tuple[str, ...] = ()
    is_other: bool = False

    @property
    def register(self) -> Register | None:
        place = split(self.key)
        return place[0] if place else None

    def mistake(self) -> str:
        """What is still missing; nothing when this person can be recorded."""
        if not self.name:
            return _("Write down the name of this person, or take the line away.")
        if not self.parts:
            return _("Say which part %(name)s had.") % {"name": self.name}
        return ""

    def facts(self) -> list[Subject]:
        return [Subject(role=part, **self._who()) for part in self.parts]

    def _who(self) -> Mapping[str, object]:
        place = split(self.key)
        if place is None:
            return {"name": self.name}
        columns = {Register.PUPIL: "pupil_id", Register.STAFF: "person_id", Register.GUARDIAN: "guardian_id"}
        return {columns[place[0]]: place[1]}


@dataclass(frozen=True)
class Search:
    """What was searched for and found; `found` is nothing while nobody searched."""

    words: str = ""
    other_words: str = ""
    register: Register = Register.PUPIL
    found: Sequence[picker.Person] | None = None
    says: str = ""


@dataclass(frozen=True)
class People:
    """Everybody who was chosen, and the search that goes on.

    `refused`: a key came that may not be named here. `focus`: who was found by searching and just chosen; what was
    tapped is gone from the page, so the person's parts come next.
    """

    chosen: tuple[Involved, ...] = ()
    search: Search = field(default_factory=Search)
    refused: bool = False
    focus: str = ""

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(person.key for person in self.chosen)

    def mistakes(self) -> dict[str, str]:
        """What must be mended, by the place in the page where that can be done."""
        found = {f"person-{person.key}": person.mistake() for person in self.chosen if person.mistake()}
        if words := self.search.words or self.search.other_words:
            found["people"] = _("You looked for “%(words)s”. Choose the person, or empty the box.") % {
                "words": words
            }
        if self.refused:
            found["people"] = _(
                "Somebody you chose can't be chosen here. Look at who is left, and record again."
            )
        return found

    def facts(self) -> list[Subject]:
        return [fact for person in self.chosen for fact in person.facts()]


def is_picking(data: QueryDict) -> bool:
    """Whether a button among the people sent the form: then it is shown again, and nothing is recorded yet."""
    return any(button in data for button in BUTTONS)


def people_in(data: QueryDict, reach: Reach, roles: Collection[str]) -> People:
    """Who is chosen after this press of a button, in which of these roles; who may not be named here goes."""
    keys = list(picker.chosen_in(data, FIELD))
    names = {key: _name(data, key) for key in keys if _is_other(key)}
    known = reach.known(key for key in keys if key not in names)
    chosen = [
        Involved(key, names[key], _parts(data, key, roles), is_other=True)
        if key in names
        else Involved(key, known[key].name, _parts(data, key, roles))
        for key in keys
        if key in names or key in known
    ]
    if ADD_OTHER in data and (name := _words(data, f"{FIELD}_other")):
        chosen.append(Involved(_next_key(names), name, is_other=True))
    refused = len(names) + len(known) < len(keys)
    return People(tuple(chosen), _search(data, reach), refused, _found_and_chosen(data, chosen))


def _search(data: QueryDict, reach: Reach) -> Search:
    """Once somebody was added the words have done their work, and the boxes are empty again."""
    if ADD_OTHER in data or f"{FIELD}_add" in data:
        return Search()
    words, other_words = _words(data, f"{FIELD}_query"), _words(data, f"{FIELD}_other")
    pressed = next((button for button in FIND if button in data), None)
    if pressed is None:
        return Search(words, other_words)
    register = FIND[pressed]
    wanted = words if register is Register.PUPIL else other_words
    if not is_enough(wanted):
        says = _("Type at least %(number)s letters of the name.") % {"number": FEWEST_LETTERS}
        return Search(words, other_words, register, says=says)
    found = reach.find(register, wanted)
    return Search(words, other_words, register, found[:MOST_SHOWN], _outcome(len(found)))


def _found_and_chosen(data: QueryDict, chosen: Sequence[Involved]) -> str:
    searched = _words(data, f"{FIELD}_query") or _words(data, f"{FIELD}_other")
    return chosen[-1].key if chosen and searched and (ADD_OTHER in data or f"{FIELD}_add" in data) else ""


def _outcome(number: int) -> str:
    if not number:
        return _("Nobody found. Try fewer letters, or the family name.")
    return _("There are more. Type more letters.") if number > MOST_SHOWN else ""


def _is_other(key: str) -> bool:
    word, _dash, number = key.partition("-")
    return word == OTHER and number.isascii() and number.isdigit() and len(number) < 4


def _next_key(others: Mapping[str, str]) -> str:
    numbers = [int(key.partition("-")[2]) for key in others]
    return f"{OTHER}-{max(numbers, default=0) + 1}"


def _name(data: QueryDict, key: str) -> str:
    return _words(data, f"{FIELD}_name_{key}")


def _words(data: QueryDict, name: str) -> str:
    """One line as somebody typed it."""
    return plainly(" ".join(data.get(name, "").split()))[:LONGEST_NAME]


def _parts(data: QueryDict, key: str, roles: Collection[str]) -> tuple[str, ...]:
    ticked = data.getlist(f"{FIELD}_part_{key}")
    if len(roles) == 1:  # there is nothing to choose
        return tuple(roles)
    return tuple(role for role in roles if role in ticked)


# As a form would have sent it


def as_sent(subjects: Iterable[Subject]) -> QueryDict:
    """People who stand recorded; those who stand in no register are told apart by their name."""
    data, names = QueryDict(mutable=True), dict[str, str]()
    for subject in subjects:
        key = _key(subject, names)
        if key not in data.getlist(FIELD):
            data.appendlist(FIELD, key)
        data.appendlist(f"{FIELD}_part_{key}", subject.role)
        if _is_other(key):
            data[f"{FIELD}_name_{key}"] = subject.name
    return data


def place_of(subject: Subject) -> tuple[Register, int] | None:
    """In which register this person stands, and where; nothing for somebody who stands in none."""
    columns = {
        Register.PUPIL: subject.pupil_id,
        Register.STAFF: subject.person_id,
        Register.GUARDIAN: subject.guardian_id,
    }
    return next(((register, number) for register, number in columns.items() if number), None)


def _key(subject: Subject, names: dict[str, str]) -> str:
    if place := place_of(subject):
        return f"{place[0]}-{place[1]}"
    return names.setdefault(subject.name, f"{OTHER}-{len(names) + 1}")
