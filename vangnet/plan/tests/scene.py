"""A plan as the tests find it: paragraphs of a school and of the board, and a form as a browser sends it."""

from uuid import uuid4

from django.utils import timezone

from vangnet.plan.models import Paragraph
from vangnet.plan.models.paragraphs import Writer


def writer(person):
    return Writer(person, timezone.now(), uuid4())


def paragraph(school, by, title="Wie je aanspreekt", text="Loop binnen bij de directeur.", **more):
    written = {"chapter": "organisation", "place": 1024, "is_public": True, **more}
    return Paragraph.begin(school, writer(by), title=title, text=text, **written)


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
    return {"paragraph": paragraph(linde, cast.hanna).pk}
