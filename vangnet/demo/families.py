"""Enrols the invented pupils, places them in their groups of both school years, and adds their guardians."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vangnet.core.people import models

from .guardians import Guardian
from .pupils import Pupil
from .registers import Registers

RELATIONS = {
    "mother": models.Guardianship.Relation.MOTHER,
    "father": models.Guardianship.Relation.FATHER,
    "partner": models.Guardianship.Relation.STEP_PARENT,
    "foster_parent": models.Guardianship.Relation.FOSTER_PARENT,
}
SUPERVISED = "onder begeleiding"


def enrol(registers: Registers, everybody: Sequence[Pupil]) -> None:
    """All at once: six hundred families one by one take a newcomer's patience."""
    for invented in everybody:
        registers.pupils[invented.key] = _pupil(registers, invented)
        registers.guardians.update(
            (each.key, _guardian(each)) for each in invented.guardians if each.key not in registers.guardians
        )
    models.Pupil.objects.bulk_create(registers.pupils.values())
    models.Guardian.objects.bulk_create(registers.guardians.values())
    enrolments = {invented.key: _enrolment(registers, invented) for invented in everybody}
    models.Enrolment.objects.bulk_create(enrolments.values())
    models.Placement.objects.bulk_create(
        place
        for invented in everybody
        for place in _placements(registers, invented, enrolments[invented.key])
    )
    models.Guardianship.objects.bulk_create(_guardianships(registers, everybody))
    models.ContactOrder.objects.bulk_create(_contact_orders(registers, everybody))


def _pupil(registers: Registers, invented: Pupil) -> models.Pupil:
    return models.Pupil(
        call_name=invented.call_name,
        first_names=invented.first_names,
        infix=invented.infix,
        last_name=invented.last_name,
        born_on=registers.shift.day(invented.born_on),
        sex=invented.sex,
    )


def _guardian(invented: Guardian) -> models.Guardian:
    street, _, number = invented.street.rpartition(" ")
    return models.Guardian(
        call_name=invented.first_name,
        infix=invented.infix,
        last_name=invented.last_name,
        email=invented.email,
        phone=invented.phone,
        street=street,
        house_number=number,
        postal_code=invented.postcode,
        town=invented.town,
        has_secret_address=invented.has_secret_address,
    )


def _enrolment(registers: Registers, invented: Pupil) -> models.Enrolment:
    return models.Enrolment(
        pupil=registers.pupils[invented.key],
        school=registers.schools[invented.school],
        key=invented.key,
        first_on=registers.shift.day(invented.arrived_on),
        last_on=registers.shift.maybe(invented.left_on),
    )


def _placements(
    registers: Registers, invented: Pupil, enrolment: models.Enrolment
) -> Iterator[models.Placement]:
    for place in invented.placements:
        is_last = place == invented.placements[-1]
        ends = invented.left_on if is_last else date(place.school_year + 1, 7, 31)
        yield models.Placement(
            enrolment=enrolment,
            group=registers.groups[place.group, place.school_year],
            year_group=str(place.year_group),
            first_on=registers.shift.day(max(date(place.school_year, 8, 1), invented.arrived_on)),
            last_on=registers.shift.maybe(ends),
        )


def _guardianships(registers: Registers, everybody: Iterable[Pupil]) -> Iterator[models.Guardianship]:
    for invented in everybody:
        for order, guardian in enumerate(invented.guardians, start=1):
            yield models.Guardianship(
                pupil=registers.pupils[invented.key],
                guardian=registers.guardians[guardian.key],
                relation=RELATIONS[guardian.relation],
                has_custody=guardian.has_custody,
                call_order=order,
                first_on=registers.shift.day(invented.arrived_on),
            )


def _contact_orders(registers: Registers, everybody: Iterable[Pupil]) -> Iterator[models.ContactOrder]:
    kinds = models.ContactOrder.Kind
    for invented in everybody:
        for guardian in invented.guardians:
            if guardian.contact_order:
                yield models.ContactOrder(
                    pupil=registers.pupils[invented.key],
                    guardian=registers.guardians[guardian.key],
                    kind=kinds.SUPERVISED if SUPERVISED in guardian.contact_order else kinds.NO_CONTACT,
                    ordered_by="Rechtbank",
                    remark=guardian.contact_order,
                    first_on=registers.shift.day(invented.arrived_on),
                )
