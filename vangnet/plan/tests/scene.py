"""A plan as the tests find it: paragraphs of a school and of the board, and a form as a browser sends it."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made
from vangnet.core.dossiers.canonical import digest
from vangnet.plan.freezing import frozen
from vangnet.plan.intakes import read_in
from vangnet.plan.models import Annex, Edition, EditionStep, Paragraph
from vangnet.plan.models.layered import Writer


def writer(person):
    return Writer(person, timezone.now(), uuid4())


def paragraph(school, by, title="Wie je aanspreekt", text="Loop binnen bij de directeur.", **more):
    written = {"chapter": "organisation", "place": 1024, "is_public": True, **more}
    return Paragraph.begin(school, writer(by), title=title, text=text, **written)


def a_paper(by):
    content = made.pdf()
    return keep(examine(BytesIO(content), "gedragscode.pdf", len(content), PAPERS), by=by, at=timezone.now())


def annex(school, by, title="Gedragscode", **more):
    written = {"status": "adopted", "found": "head", "seen_by": "school", **more}
    return Annex.begin(school, writer(by), title=title, **written)


def annex_sent(**changes):
    """What the form of an annex sends."""
    told = {
        "token": str(uuid4()),
        "title": "Gedragscode",
        "status": "adopted",
        "edition": "2026",
        "review_on": "",
    }
    return told | {"found": "head", "link": "", "seen_by": "school", "why": ""} | changes


def sent(row=None, **changes):
    """What the form of a paragraph sends."""
    now = row.current if row else None
    told = {
        "token": str(uuid4()),
        "title": now.title if now else "Pesten",
        "where": f"{now.chapter}:{now.place}" if now else "preventing:1024",
        "text": now.text if now else "Bij ons hoort iedereen erbij.",
        "is_public": "on",
        "why": "",
    }
    if now:
        told["seen"] = str(now.number)
    return told | changes


def sent_edition(school, by, *, on=None):
    """An edition as it is frozen now, sent on a day."""
    on = on or timezone.localdate()
    contents = frozen(school, on)
    number = Edition.objects.filter(school=school).count() + 1
    return Edition.objects.create(
        school=school,
        number=number,
        held_on=on,
        contents=contents,
        digest=digest(contents),
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def a_step(edition, by, kind, *, on=None, **more):
    on = on or timezone.localdate()
    if kind == "adopted":
        more = {"in_force_from": on, "review_on": on + timedelta(days=365), **more}
    return EditionStep.objects.create(
        edition=edition,
        school=edition.school,
        number=edition.steps.count() + 1,
        kind=kind,
        held_on=on,
        recorded_by=by,
        recorded_at=timezone.now(),
        **more,
    )


def adopted(school, by, *, on=None, is_published=False):
    edition = sent_edition(school, by, on=on)
    for kind in ("consented", "adopted", *(["published"] if is_published else [])):
        a_step(edition, by, kind, on=on)
    return edition


A_PLAN = b"De school heeft zes BHV'ers. Ergens anders zijn het er acht BHV'ers."


def intake(school, by, content=A_PLAN, name="plan.txt"):
    row = read_in(name, content, school=school, by=by, at=timezone.now())
    row.save()
    return row


def things(school, head):
    """What the addresses of the plan may name."""
    adopted(school, head, is_published=True)
    return {
        "paragraph": paragraph(school, head).pk,
        "edition": sent_edition(school, head).pk,
        "annex": annex(school, head, found="file", paper=a_paper(head)).pk,
        "intake": intake(school, head).pk,
    }
