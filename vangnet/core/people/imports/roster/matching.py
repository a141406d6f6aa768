"""Who in the roster is whom here: by key, then by ECK iD, then by name and date of birth within the school.

A key that begins with # is a dummy and says nothing. When two signs point at different children nobody
guesses: it is a problem that a person solves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .known import Known, KnownPupil
from .values import RosterPupil, lasting

Identity = tuple[str, date | None]

_KEY_OF_ANOTHER = _(
    "Under this key another pupil is known here: %(other)s. "
    "A key is never used again; ask the supplier for a new file."
)
_ECK_ID_OF_ANOTHER = _(
    "The key belongs to %(other)s, but the ECK iD belongs to another pupil. Find out which one is right."
)
_TWICE = _("%(other)s is in this file twice, once under another key. Keep one of the two.")
_NOT_TO_TELL_APART = _(
    "More than one pupil has this name and date of birth, and no lasting key or ECK iD. "
    "Export the file with one of these."
)


@dataclass
class Matches:
    """For each pupil in the file, by its place in the list, the pupil known here."""

    found: dict[int, KnownPupil] = field(default_factory=dict)
    claimed: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def claim(self, index: int, record: RosterPupil, pupil: KnownPupil) -> None:
        if pupil.pk in self.claimed:
            self.wrong(record, "leerling", record.name.whole, _TWICE, pupil)
            return
        self.claimed[pupil.pk] = index
        self.found[index] = pupil

    def wrong(
        self, record: RosterPupil, column: str, value: str, message: str, other: KnownPupil | None
    ) -> None:
        params = {"other": other.whole_name} if other else {}
        self.problems.append(Problem(record.line, column, value, message, params))


def match(records: Sequence[RosterPupil], known: Known) -> Matches:
    matches = Matches()
    _by_key(records, known, matches)
    _by_eck_id(records, known, matches)
    _by_name(records, known, matches)
    return matches


def _by_key(records: Sequence[RosterPupil], known: Known, matches: Matches) -> None:
    for index, record in enumerate(records):
        pk = known.pupil_of_key.get(lasting(record.key))
        if pk is None:
            continue
        pupil = known.pupils[pk]
        if _is_another(record, pupil):
            matches.wrong(record, "leerling @key", record.key, _KEY_OF_ANOTHER, pupil)
        elif known.pupil_of_eck_id.get(record.eck_id, pk) != pk:
            matches.wrong(record, "leerling @eckid", record.eck_id, _ECK_ID_OF_ANOTHER, pupil)
        matches.claim(index, record, pupil)


def _is_another(record: RosterPupil, pupil: KnownPupil) -> bool:
    """Nothing agrees: neither date of birth, nor call name, nor last name."""
    return (
        None not in (record.born_on, pupil.born_on)
        and record.born_on != pupil.born_on
        and searchable(record.name.spoken) != searchable(pupil.call_name)
        and searchable(record.name.last_name) != searchable(pupil.last_name)
    )


def _by_eck_id(records: Sequence[RosterPupil], known: Known, matches: Matches) -> None:
    for index, record in _unmatched(records, matches):
        pk = known.pupil_of_eck_id.get(record.eck_id)
        if pk is not None:
            matches.claim(index, record, known.pupils[pk])


def _by_name(records: Sequence[RosterPupil], known: Known, matches: Matches) -> None:
    """Only within the school, and only when the name and date of birth point at one child."""
    here = [known.pupils[pk] for pk in known.stays if pk not in matches.claimed]
    candidates = {(searchable(pupil.whole_name), pupil.born_on): pupil for pupil in here}
    times_known = Counter((searchable(pupil.whole_name), pupil.born_on) for pupil in here)
    rest = list(_unmatched(records, matches))
    times_in_file = Counter(_identity(record) for _index, record in rest)
    for index, record in rest:
        identity = _identity(record)
        pupil = candidates.get(identity)
        if times_known[identity] > 1 or times_in_file[identity] > 1:
            if not lasting(record.key) and not record.eck_id:
                matches.wrong(record, "leerling", record.name.whole, _NOT_TO_TELL_APART, None)
        elif pupil and not _says_otherwise(record, pupil, known.stays[pupil.pk].key):
            matches.claim(index, record, pupil)


def _says_otherwise(record: RosterPupil, pupil: KnownPupil, key: str) -> bool:
    """Both have an ECK iD and it differs, or both have a key and no date of birth confirms the name."""
    return bool((record.eck_id and pupil.eck_id) or (lasting(record.key) and key and not record.born_on))


def _identity(record: RosterPupil) -> Identity:
    return searchable(record.name.whole), record.born_on


def _unmatched(records: Sequence[RosterPupil], matches: Matches) -> Iterator[tuple[int, RosterPupil]]:
    return ((index, record) for index, record in enumerate(records) if index not in matches.found)
