"""What in a text could tell an outsider whom it is about: Veilig Thuis is asked for advice without naming anybody.

Names of whom the dossier is about and of the parents, their streets and birthdays, and whatever looks like a telephone
number, an e-mail address or a postal code. It cannot see a description; that is left to people.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.naming import names_in, words_in
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Guardian, Guardianship, Pupil
from vangnet.core.people.names import Named

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
POSTAL_CODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
TELEPHONE = re.compile(r"(?<![\d-])(?:\+|00?)\d(?:[\s()./-]*\d){8,12}(?!\d)")
DATE = re.compile(r"\b(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\b")


def recognisable(text: str, dossier: Dossier, on: date) -> list[str]:
    """Everything found, as it stands in the text or in the administration; nothing when nobody is pointed at."""
    subjects = list(
        Subject.objects.standing()
        .filter(dossier=dossier)
        .select_related("pupil", "person", "guardian", "entry")
    )
    pupils = [row.pupil for row in subjects if row.pupil]
    guardians = _guardians(subjects, pupils, on)
    people: list[Named] = [*pupils, *guardians, *(row.person for row in subjects if row.person)]
    found = [
        *names_in(text, people),
        *words_in(text, _names_of_others(subjects, dossier)),
        *words_in(text, (guardian.street for guardian in guardians if guardian.street)),
        *_looks_like_an_address(text),
        *_birthdays(text, {pupil.born_on for pupil in pupils if pupil.born_on}),
    ]
    return list(dict.fromkeys(found))


def _guardians(subjects: Iterable[Subject], pupils: Collection[Pupil], on: date) -> list[Guardian]:
    ties = Guardianship.objects.filter(holds_on(on), pupil__in=pupils).select_related("guardian")
    named = [row.guardian for row in subjects if row.guardian]
    return [*named, *(tie.guardian for tie in ties)]


def _names_of_others(subjects: Iterable[Subject], dossier: Dossier) -> Iterator[str]:
    """Of who stands in no register the whole name, and each word in it that is written as a name."""
    for row in subjects:
        if not (row.pupil or row.person or row.guardian):
            row.entry.dossier = dossier
            yield row.name
            yield from (word for word in row.name.split() if word[:1].isupper())


def _looks_like_an_address(text: str) -> Iterator[str]:
    for pattern in (E_MAIL, POSTAL_CODE, TELEPHONE):
        yield from (found.group() for found in pattern.finditer(text))


def _birthdays(text: str, born: Collection[date]) -> Iterator[str]:
    days = {(day.day, day.month, day.year) for day in born}
    for found in DATE.finditer(text):
        if tuple(map(int, found.groups())) in days:
            yield found.group()
