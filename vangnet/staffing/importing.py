"""Certificates from a list that a school has already, such as the overview that a BHV trainer sends after the lesson.

Each column gets a meaning; all lines are read before anything is written, and one line that is wrong keeps all of them
out. The list travels along in the page, signed, so no file of it lies anywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from vangnet.core.people.imports.cells import Row
from vangnet.core.people.imports.dutch import SAYS_NOTHING, Unclear, day
from vangnet.core.people.imports.tables import Table, read_table
from vangnet.core.people.models import Person, School
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.people.recorded import STANDING
from vangnet.core.words import _

from .forms.substitutes import staff_of
from .models import Certificate
from .models.certificates import EARLIEST
from .subjects import TrainingSubject

MOST_LINES = 500
MOST_COLUMNS = 30
LONGEST = 200

FIELDS: Mapping[str, str] = {
    "name": _("Name of the colleague"),
    "email": _("Work e-mail"),
    "title": _("Name on the certificate"),
    "issued_on": _("Day on the certificate"),
    "expires_on": _("Holds up to and including"),
    "provider": _("Given by"),
    "number": _("Number"),
}
# What stands above such columns, without signs and in lower case; the first that fits wins.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "email", "mail"),
    "issued_on": ("behaald", "datum", "afgegeven", "uitgegeven", "cursusdatum", "issued", "date"),
    "expires_on": ("geldig", "verloopt", "vervalt", "einddatum", "expires", "valid"),
    "number": ("nummer", "certificaatnr", "number"),
    "provider": ("opleider", "aanbieder", "instituut", "provider"),
    "title": ("certificaat", "diploma", "cursus", "training", "opleiding", "certificate", "course"),
    "name": ("naam", "medewerker", "deelnemer", "cursist", "name", "colleague"),
}
_ORDER = ("email", "expires_on", "number", "provider", "issued_on", "title", "name")
_SUBJECTS: Mapping[TrainingSubject, tuple[str, ...]] = {
    TrainingSubject.EMERGENCY_LEADERSHIP: ("hoofd bhv", "ploegleider"),
    TrainingSubject.EMERGENCY_RESPONSE: ("bhv", "bedrijfshulp", "emergency"),
    TrainingSubject.FIRST_AID: ("ehbo", "eerste hulp", "first aid"),
    TrainingSubject.CONFIDENTIAL_ADVISER: ("vertrouwens", "confidential"),
    TrainingSubject.CHILD_PROTECTION: ("meldcode", "aandachtsfunctionaris", "child protection"),
    TrainingSubject.BULLYING: ("pest", "bullying", "kanjer"),
    TrainingSubject.PREVENTION: ("preventie", "prevention", "arbo"),
}


@dataclass(frozen=True)
class Draft:
    """A certificate as a line gives it; `is_known` says that it is recorded already."""

    line: int
    person: Person
    subject: TrainingSubject
    title: str
    issued_on: date
    expires_on: date | None
    provider: str = ""
    number: str = ""
    is_known: bool = False

    @property
    def key(self) -> tuple[int, str, str, date]:
        return self.person.pk, self.subject.value, self.title, self.issued_on


@dataclass(frozen=True)
class Plan:
    drafts: Sequence[Draft] = ()
    problems: Sequence[Problem] = ()

    @property
    def new(self) -> list[Draft]:
        return [each for each in self.drafts if not each.is_known]


def table_of(upload: "UploadedFile[bytes]") -> Table:
    """The table in what was sent, or what keeps us from reading it."""
    with NamedTemporaryFile(suffix=".table") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        table = read_table(Path(file.name))
    if table.problems:
        return table
    if len(table.rows) > MOST_LINES or len(table.header) > MOST_COLUMNS:
        too_much = Problem(
            None,
            None,
            "",
            _("This list has more than %(lines)s lines or %(columns)s columns. Bring it in in parts."),
            {"lines": MOST_LINES, "columns": MOST_COLUMNS},
        )
        return Table((), (), (too_much,))
    return Table(
        table.header, tuple(Row(row.line, tuple(c[:LONGEST] for c in row.cells)) for row in table.rows)
    )


def guess(header: Iterable[str]) -> dict[str, str]:
    """The most likely meaning of each column; what is not sure is left to the reader."""
    found: dict[str, str] = {}
    for column in header:
        said = searchable(column)
        meaning = next((each for each in _ORDER if any(word in said for word in _HEADS[each])), None)
        if meaning and meaning not in found.values():
            found[column] = meaning
    return found


def plan(table: Table, mapping: Mapping[str, str], school: School, on: date) -> Plan:
    if problems := _missing(mapping):
        return Plan(problems=problems)
    reader = _Reader(school, on)
    drafts: list[Draft] = []
    found: list[Problem] = []
    for row in table.rows:
        given = {
            meaning: cell.strip()
            for column, cell in zip(table.header, row.cells, strict=False)
            if (meaning := mapping.get(column))
        }
        draft, wrong = reader.read(row.line, given)
        found += wrong
        if draft:
            drafts.append(draft)
    return Plan(drafts=drafts, problems=found)


def _missing(mapping: Mapping[str, str]) -> list[Problem]:
    meanings = set(mapping.values())
    found = []
    if len(meanings) < len(mapping):
        found.append(Problem(None, None, "", _("Two columns have the same meaning. Give each meaning once.")))
    if not meanings & {"name", "email"}:
        found.append(
            Problem(None, None, "", _("Say which column holds the name or the e-mail of the colleague."))
        )
    for each in ("title", "issued_on"):
        if each not in meanings:
            message = _("Say which column holds this: %(meaning)s.")
            found.append(Problem(None, None, "", message, {"meaning": FIELDS[each].lower()}))
    return found


@dataclass
class _Reader:
    """Reads line after line, and knows the colleagues and what is recorded of them."""

    school: School
    on: date
    seen: set[tuple[int, str, str, date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_email: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in staff_of(self.school, self.on):
            self.by_email[(person.email or "").lower()].append(person)
            for name in _ways_to_write(person):
                self.by_name[name].append(person)
        known = Certificate.objects.filter(STANDING, person__in=staff_of(self.school, self.on))
        self.seen |= set(known.values_list("person", "subject", "title", "issued_on"))

    def read(self, line: int, given: Mapping[str, str]) -> tuple[Draft | None, list[Problem]]:
        if not any(given.values()):
            return None, []
        problems: list[Problem] = []
        person = self._person(line, given, problems)
        title = given.get("title", "")
        if not title:
            problems.append(Problem(line, None, "", _("Fill in what the certificate is for.")))
        issued_on = self._day(line, given, "issued_on", problems)
        expires_on = self._day(line, given, "expires_on", problems)
        if issued_on and expires_on and expires_on < issued_on:
            message = _("The certificate would end before it begins. Look at both days again.")
            problems.append(Problem(line, None, given["expires_on"], message))
        if problems or person is None or issued_on is None:
            return None, problems
        draft = Draft(
            line,
            person,
            subject_of(title),
            title,
            issued_on,
            expires_on,
            given.get("provider", ""),
            given.get("number", "")[:60],
        )
        is_known = draft.key in self.seen
        self.seen.add(draft.key)
        return replace(draft, is_known=is_known), []

    def _person(self, line: int, given: Mapping[str, str], problems: list[Problem]) -> Person | None:
        email, name = given.get("email", "").lower(), given.get("name", "")
        found = self.by_email.get(email, []) if email else []
        found = found or (self.by_name.get(searchable(name), []) if name else [])
        if len(found) == 1:
            return found[0]
        message = (
            _("More than one colleague is called “%(value)s”. Add the e-mail address to the list.")
            if found
            else _(
                "No colleague of this school is called “%(value)s”. Correct the name, or appoint him or her first."
            )
        )
        problems.append(Problem(line, None, name or email, message))
        return None

    def _day(self, line: int, given: Mapping[str, str], which: str, problems: list[Problem]) -> date | None:
        text = given.get(which, "")
        if text.lower() in SAYS_NOTHING:
            if which == "issued_on":
                problems.append(Problem(line, None, text, _("Fill in the day on the certificate.")))
            return None
        try:
            found = day(text)
        except Unclear as unclear:
            problems.append(Problem(line, None, text, str(unclear)))
            return None
        if which == "issued_on" and found > self.on:
            problems.append(Problem(line, None, text, _("“%(value)s” is still to come.")))
        if found.year < EARLIEST:
            problems.append(Problem(line, None, text, _("This day lies very far away. Look at the year.")))
        return found


def _ways_to_write(person: Person) -> set[str]:
    """Noor de Vries; de Vries, Noor; Vries, Noor de."""
    after = " ".join(part for part in (person.call_name, person.infix) if part)
    family = " ".join(part for part in (person.infix, person.last_name) if part)
    ways = (person.full_name, f"{family}, {person.call_name}", f"{person.last_name}, {after}")
    return {searchable(way) for way in ways}


def subject_of(title: str) -> TrainingSubject:
    said = searchable(title)
    return next(
        (each for each, words in _SUBJECTS.items() if any(word in said for word in words)),
        TrainingSubject.OTHER,
    )


@transaction.atomic
def take_over(plan: Plan, school: School, by: Person, now: datetime) -> int:
    """All that is new, or nothing."""
    rows = [
        Certificate(
            school=school,
            person=each.person,
            subject=each.subject,
            title=each.title,
            provider=each.provider,
            number=each.number,
            issued_on=each.issued_on,
            expires_on=each.expires_on,
            recorded_by=by,
            recorded_at=now,
        )
        for each in plan.new
    ]
    Certificate.objects.bulk_create(rows)
    return len(rows)
