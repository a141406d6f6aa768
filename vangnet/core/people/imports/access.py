"""Who may bring in files: the administrator for every school, a head for the own school.

The list of the board's schools itself is the administrator's alone.
"""

from datetime import date

from django.db.models import QuerySet

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import Role


def may_import(person: Person, on: date) -> QuerySet[School]:
    """The schools for which this person may bring in a file today."""
    if may_import_for_board(person, on):
        return School.objects.all()
    head_of = Appointment.objects.filter(holds_on(on), person=person.pk, role=Role.HEAD)
    return School.objects.filter(pk__in=head_of.values("school"))


def may_import_for_board(person: Person, on: date) -> bool:
    return Appointment.objects.filter(holds_on(on), person=person.pk, role=Role.ADMINISTRATOR).exists()
