"""Risks as the tests find them: an assessment with its document, a review, a risk, a measure."""

from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made
from vangnet.hazards.forms.risks import first_promise
from vangnet.hazards.models import ExpertReview, Risk, RiskAssessment, RiskMeasure


def recorded(by):
    return {"recorded_by": by, "recorded_at": timezone.now()}


def day(number):
    return timezone.localdate() + timedelta(days=number)


def a_paper(by):
    content = made.pdf()
    return keep(examine(BytesIO(content), "rie.pdf", len(content), PAPERS), by=by, at=timezone.now())


def assessment(school, recorder, ago=100, **more):
    given = {"number": "2026", "method": "arbomeester", "occasion": "returns", "by": "Hanna", **more}
    return RiskAssessment.objects.create(school=school, held_on=day(-ago), **recorded(recorder), **given)


def risk(version, recorder, **more):
    given = {"what": "Tocht in groep 3", "rating": "medium", **more}
    return Risk.objects.create(school=version.school, assessment=version, **recorded(recorder), **given)


def measure(of, recorder, *, ago=50, due_in=50, **more):
    given = {"what": "Kozijn vervangen", "who": "Bestuursbureau", **more}
    row = RiskMeasure.objects.create(
        school=of.school, risk=of, agreed_on=day(-ago), due_on=day(due_in), **recorded(recorder), **given
    )
    first_promise(row)
    return row


def risks_of(linde, hanna):
    """What the addresses of risks may name."""
    version = assessment(linde, hanna, paper=a_paper(hanna))
    review = ExpertReview.objects.create(
        school=linde,
        assessment=version,
        held_on=day(-10),
        by="Deskundige",
        paper=a_paper(hanna),
        **recorded(hanna),
    )
    found = risk(version, hanna)
    return {
        "assessment": version.pk,
        "review": review.pk,
        "risk": found.pk,
        "measure": measure(found, hanna).pk,
        "kind_of_row": "assessment",
    }
