"""A building as the tests find it: a climbing frame that was inspected with a report, a defect, a firm, a contract."""

from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from vangnet.building.findings import first_step
from vangnet.building.models import Contract, Defect, Equipment, Inspection, LogLine, Partner
from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made


def a_paper(by, content=None, name="rapport.pdf"):
    content = content or made.pdf()
    return keep(examine(BytesIO(content), name, len(content), PAPERS), by=by, at=timezone.now())


def recorded(by):
    return {"recorded_by": by, "recorded_at": timezone.now()}


def equipment(school, by, sort="playground", ago=400, **more):
    first_on = timezone.localdate() - timedelta(days=ago)
    given = {"name": "Klimrek", "place": "schoolplein", **more}
    return Equipment.objects.create(school=school, sort=sort, first_on=first_on, **recorded(by), **given)


def inspection(row, recorder, what="playground_inspection", ago=10, **more):
    given = {"by": "Keurbedrijf", "outcome": "approved", **more}
    held_on = timezone.localdate() - timedelta(days=ago)
    return Inspection.objects.create(
        school=row.school, equipment=row, what=what, held_on=held_on, **recorded(recorder), **given
    )


def defect(school, by, *, ago=0, due_in=28, is_danger=False, **more):
    today = timezone.localdate()
    row = Defect.objects.create(
        school=school,
        reported_on=today - timedelta(days=ago),
        due_on=today + timedelta(days=due_in),
        is_danger=is_danger,
        **recorded(by),
        **{"place": "gang bij groep 3", "what": "Losse tegel", **more},
    )
    first_step(row, promised=row.due_on)
    return row


def partner(school, by, **more):
    given = {"name": "Gemeente Wierden", "kind": "municipality", "email": "meld@example.org", **more}
    return Partner.objects.create(school=school, first_on="2020-01-01", **recorded(by), **given)


def registered(linde, hanna):
    """What the addresses of the building may name."""
    row = equipment(linde, hanna, paper=a_paper(hanna))
    firm = partner(linde, hanna)
    return {
        "equipment": row.pk,
        "inspection": inspection(row, hanna, report=a_paper(hanna)).pk,
        "log_line": LogLine.objects.create(
            equipment=row, held_on="2026-01-05", kind="note", text="Gesmeerd", **recorded(hanna)
        ).pk,
        "defect": defect(linde, hanna, photo=a_paper(hanna, made.photo(), "foto.jpg")).pk,
        "partner": firm.pk,
        "contract": Contract.objects.create(
            school=linde,
            partner=firm,
            about="Onderhoud",
            first_on="2020-01-01",
            paper=a_paper(hanna),
            **recorded(hanna),
        ).pk,
        "interval": "duty.building.electricity_inspection",
    }
