"""The invented board with its schools and staff, on the evening for which it was written."""

from datetime import datetime

import pytest
from django.utils import timezone

from vangnet.core.people.models import School
from vangnet.demo import content, organisation, staff
from vangnet.demo.registers import Registers
from vangnet.demo.shift import Shift

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
TODAY = EVENING.date()


@pytest.fixture
def registers(settings, tmp_path):
    settings.DATA = tmp_path
    School.objects.update(location_code="09")  # the schools of the other tests have the same codes
    board = content.board()
    made = Registers(board, Shift.to(TODAY, written_for=board.today))
    organisation.found(made)
    staff.appoint(made)
    return made
