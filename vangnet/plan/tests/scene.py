"""A plan as the tests find it: paragraphs of a school and of the board, and a form as a browser sends it."""

from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made
from vangnet.plan.models import Annex, Paragraph
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


def things(cast, linde):
    """What the addresses of the plan may name."""
    return {
        "paragraph": paragraph(linde, cast.hanna).pk,
        "annex": annex(linde, cast.hanna, found="file", paper=a_paper(cast.hanna)).pk,
    }
