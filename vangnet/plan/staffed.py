"""Who holds which task at a school on a day, and whom of them a plan means that names somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.names import searchable
from vangnet.core.people.roles import Role


@dataclass(frozen=True)
class Staffed:
    """Asks once, when it is asked first."""

    school: School
    on: date

    @cached_property
    def holders(self) -> Mapping[Role, Mapping[int, Person]]:
        rows = Appointment.objects.on(self.on).filter(school=self.school).select_related("person")
        found: dict[Role, dict[int, Person]] = {}
        for row in rows:
            found.setdefault(Role(row.role), {})[row.person_id] = row.person
        return found

    def of(self, role: Role) -> list[Person]:
        return list(self.holders.get(role, {}).values())

    def called(self, name: str) -> Person | None:
        """Somebody of the school by the full name, or by a last name that only one colleague has."""
        wanted = searchable(name)
        everybody = {person.pk: person for holders in self.holders.values() for person in holders.values()}
        by_full = [each for each in everybody.values() if searchable(each.full_name) == wanted]
        by_last = [each for each in everybody.values() if _last(each) == wanted]
        return by_full[0] if len(by_full) == 1 else by_last[0] if len(by_last) == 1 else None


def _last(person: Person) -> str:
    return searchable(f"{person.infix} {person.last_name}")
