"""Lays the teachers and other staff of a roster beside the people known here. It grants nothing.

What the file says becomes roster links, a proposal from which a person may make an appointment. Somebody
who holds an appointment was confirmed by hand: no file changes that name or e-mail address, for whoever
could do so could take over somebody's sign-in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vangnet.core.people.imports.shape import Change, Difference, Sign
from vangnet.core.people.models import Group, Person, RosterLink
from vangnet.core.people.names import searchable
from vangnet.core.words import _

from .known import Known, KnownLink
from .values import Roster, RosterColleague, lasting
from .writing import Writes

COLLEAGUE = _("colleague")
Link = tuple[int | None, str, str]


@dataclass
class ColleaguesSideBySide:
    roster: Roster
    known: Known
    groups: Mapping[str, Group]
    writes: Writes
    changes: list[Change] = field(default_factory=list)
    personal: frozenset[str] = field(init=False)
    by_email: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.personal = _personal_addresses(self.roster)
        self.by_email = {one.email.lower(): pk for pk, one in self.known.people.items() if one.email}

    def compare(self) -> None:
        found = self._match()
        for index, record in enumerate(self.roster.colleagues):
            self._compare(record, found.get(index))
        kept = set(found.values())
        for pk, links in self.known.links.items():
            if pk not in kept:
                self.writes.links.dropped.extend(link.pk for link in links)
                self.changes.append(Change(Sign.LEFT, COLLEAGUE, str(self.known.people[pk])))

    # --- who is who: by key, by e-mail address, by name at this school

    def _match(self) -> dict[int, int]:
        by_key = {link.key: link.person for links in self.known.links.values() for link in links if link.key}
        found: dict[int, int] = {}
        taken: set[int] = set()
        records = self.roster.colleagues
        for pairs in (
            ((index, by_key.get(lasting(record.key))) for index, record in enumerate(records)),
            ((index, self.by_email.get(self._email(record))) for index, record in enumerate(records)),
            self._by_name(found, taken),
        ):
            for index, pk in pairs:
                if pk is not None and index not in found and pk not in taken:
                    found[index] = pk
                    taken.add(pk)
        return found

    def _by_name(self, found: Mapping[int, int], taken: set[int]) -> Iterator[tuple[int, int | None]]:
        candidates: dict[str, list[int]] = defaultdict(list)
        for pk in self.known.here - taken:
            candidates[searchable(self.known.people[pk].full_name)].append(pk)
        rest = [(i, record) for i, record in enumerate(self.roster.colleagues) if i not in found]
        times = Counter(searchable(record.name.whole) for _index, record in rest)
        for index, record in rest:
            name = searchable(record.name.whole)
            if len(candidates[name]) == times[name] == 1 and self._may_be(record, candidates[name][0]):
                yield index, candidates[name][0]

    def _may_be(self, record: RosterColleague, pk: int) -> bool:
        email = self.known.people[pk].email
        return not email or not self._email(record)

    def _email(self, record: RosterColleague) -> str:
        return record.email if record.email in self.personal else ""

    # --- what is new and what changed

    def _compare(self, record: RosterColleague, pk: int | None) -> None:
        person = self.known.people[pk] if pk else None
        wanted = self._wanted(record, person)
        differences = [*_differences(person, wanted)] if person else []
        if person is None:
            self.writes.people.new.append(wanted)
        elif differences:
            self.writes.people.changed.append(wanted)
        differences.extend(self._links(record, wanted))
        sign = Sign.NEW if person is None else Sign.CHANGED if differences else Sign.SAME
        self.changes.append(Change(sign, COLLEAGUE, str(wanted), tuple(differences)))

    def _wanted(self, record: RosterColleague, person: Person | None) -> Person:
        if person and person.pk in self.known.appointed:
            return person
        name = record.name
        return Person(
            pk=person.pk if person else None,
            call_name=name.call_name or (person.call_name if person else "") or name.spoken,
            first_names=name.first_names or (person.first_names if person else ""),
            infix=name.infix if name.last_name or not person else person.infix,
            last_name=name.last_name or (person.last_name if person else ""),
            email=self._new_email(record, person),
            phone=person.phone if person else "",
        )

    def _new_email(self, record: RosterColleague, person: Person | None) -> str | None:
        """An address that is known of somebody stays that person's."""
        if person and person.email:
            return person.email
        email = self._email(record)
        return email if email and email not in self.by_email else None

    def _links(self, record: RosterColleague, person: Person) -> Iterator[Difference]:
        """One row for each role in each group; without any, one row for the school as a whole."""
        standing = {(link.group, link.code, link.key): link for link in self.known.links.get(person.pk, [])}
        before = self._told(standing.values())
        for key, code in record.roles or (("", ""),):
            group = self.groups.get(key)
            place: Link = (group.pk if group else None, code, lasting(record.key))
            if (group is not None and group.pk is None) or place not in standing:
                self.writes.links.new.append(
                    RosterLink(person=person, school=self.known.school, group=group, code=code, key=place[2])
                )
            else:
                standing.pop(place)
        self.writes.links.dropped.extend(link.pk for link in standing.values())
        after = ", ".join(sorted(self._told_one(self._name(key), code) for key, code in record.roles))
        if before != after:
            yield Difference(_("roles in the roster"), before, after)

    def _name(self, key: str) -> str:
        return self.groups[key].name if key in self.groups else ""

    def _told(self, links: Iterable[KnownLink]) -> str:
        named = ((self.known.group_name(link.group), link.code) for link in links)
        return ", ".join(sorted(self._told_one(*one) for one in named if any(one)))

    @staticmethod
    def _told_one(group: str, code: str) -> str:
        return f"{group}: {code}" if group and code else group or code


def _personal_addresses(roster: Roster) -> frozenset[str]:
    """An address that several people share, such as the school's own, identifies nobody."""
    times = Counter(colleague.email for colleague in roster.colleagues if colleague.email)
    return frozenset(email for email, number in times.items() if number == 1)


def _differences(person: Person, wanted: Person) -> Iterator[Difference]:
    if person.full_name != wanted.full_name:
        yield Difference(_("name"), person.full_name, wanted.full_name)
    if person.first_names != wanted.first_names:
        yield Difference(_("first names"), person.first_names, wanted.first_names)
    if person.email != wanted.email:
        yield Difference(_("e-mail"), person.email or "", wanted.email or "")
