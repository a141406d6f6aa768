"""Who the guardians of a school's pupils are now: the values with which a contacts file is compared.

A plan keeps what it read; when agreeing, it reads again, and anything that differs makes the plan outdated.
"""

from dataclasses import dataclass
from datetime import date

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import ContactOrder, Enrolment, Guardianship, School

from .contact_pupils import KnownPupil, pupils_of

GUARDIAN_COLUMNS = (
    *("key", "call_name", "infix", "last_name", "email", "phone", "second_phone"),
    *("street", "house_number", "postal_code", "town", "has_secret_address"),
)
LINK_COLUMNS = ("relation", "has_custody", "call_order", "first_on", "last_on")


@dataclass(frozen=True)
class KnownGuardian:
    pk: int
    key: str
    call_name: str
    infix: str
    last_name: str
    email: str
    phone: str
    second_phone: str
    street: str
    house_number: str
    postal_code: str
    town: str
    has_secret_address: bool


@dataclass(frozen=True)
class KnownLink:
    """A guardianship, ended ones too; `is_imported` when a contacts file of this school brought it in."""

    pk: int
    pupil: int
    guardian: int
    is_imported: bool
    relation: str
    has_custody: bool
    call_order: int
    first_on: date
    last_on: date | None

    def ended_before(self, day: date) -> bool:
        return self.last_on is not None and self.last_on < day


@dataclass(frozen=True)
class Standing:
    pupils: dict[int, KnownPupil]
    guardians: dict[int, KnownGuardian]
    links: tuple[KnownLink, ...]
    under_order: frozenset[tuple[int, int]]


def read_standing(school: School, on: date) -> Standing:
    """Three queries, however many pupils the school has."""
    here = Enrolment.objects.filter(school=school).exclude(last_on__lt=on).values("pupil")
    rows = (
        Guardianship.objects.filter(pupil__in=here)
        .order_by("pupil", "call_order", "pk")
        .values_list(
            *("pk", "pupil", "guardian", "imported__school", *LINK_COLUMNS),
            *(f"guardian__{column}" for column in GUARDIAN_COLUMNS),
        )
    )
    links: list[KnownLink] = []
    guardians: dict[int, KnownGuardian] = {}
    for pk, pupil, guardian, imported_by, *columns in rows:
        of_link, of_guardian = columns[: len(LINK_COLUMNS)], columns[len(LINK_COLUMNS) :]
        links.append(KnownLink(pk, pupil, guardian, imported_by == school.pk, *of_link))
        guardians[guardian] = KnownGuardian(guardian, *of_guardian)
    orders = ContactOrder.objects.filter(holds_on(on), pupil__in=here).values_list("pupil", "guardian")
    return Standing(pupils_of(school, on), guardians, tuple(links), frozenset(orders))
