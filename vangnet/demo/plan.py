"""The safety plans of the invented schools: the board's text and their own, one adopted, one with its council.

The days are told as so many before today. An edition is frozen with the facts of its day, as far as the registers tell.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import keep
from vangnet.core.dossiers.canonical import digest
from vangnet.core.letters.typesetting import Sheet, pdf_of
from vangnet.core.people.models import Person
from vangnet.plan.freezing import frozen
from vangnet.plan.models import Annex, Edition, EditionStep, Paragraph
from vangnet.plan.models.layered import STEP, Writer
from vangnet.plan.recognising import recognised

from .invented_board import HERE, read
from .registers import Registers

Told = Mapping[str, Any]
WRITTEN = 200  # days ago
WRAPPED = re.compile(r"(?<=\S)\n(?=[^\n\-\d|#])")  # a line that is broken in the file only


def write(registers: Registers, now: datetime) -> None:
    told = read(HERE / "plan.toml")
    plans = _Plans(registers, now)
    for each in told["annex"]:
        plans.annex(each)
    changed = [
        (each, plans.paragraph(each, place * STEP)) for place, each in enumerate(told["paragraph"], start=1)
    ]
    for each in told["edition"]:
        plans.edition(each)
    for each, paragraph in changed:
        if "changed" in each:
            plans.change(each, paragraph)


class _Plans:
    def __init__(self, registers: Registers, now: datetime) -> None:
        self.registers, self.now = registers, now
        self.today = timezone.localdate(now)

    def annex(self, told: Told) -> None:
        key = told.get("school")
        who = self._who(key)
        place = {"link": "link", "paper": "file", "nowhere": "nowhere"}
        Annex.begin(
            self.registers.schools[key] if key else None,
            self._writer(who, WRITTEN),
            title=told["title"],
            status=told["status"],
            edition=told.get("edition", ""),
            review_on=self._day(-told["review_in"]) if "review_in" in told else None,
            found=next((found for name, found in place.items() if name in told), "head"),
            link=told.get("link", ""),
            paper=self._paper(told["paper"], who) if "paper" in told else None,
            seen_by=told["seen_by"],
            topics=_topics(told),
        )

    def paragraph(self, told: Told, place: int) -> Paragraph:
        key = told.get("school")
        school = self.registers.schools[key] if key else None
        return Paragraph.begin(
            school, self._writer(self._who(key), WRITTEN), **_written(told, told["text"], place)
        )

    def change(self, told: Told, paragraph: Paragraph) -> None:
        changed, now = told["changed"], paragraph.current
        writer = self._writer(self._who(told.get("school")), changed["ago"])
        written = _written(told, changed["text"], now.place)
        paragraph.write(now.number, writer, **written, why=changed["why"])

    def edition(self, told: Told) -> None:
        school, sent_on = self.registers.schools[told["school"]], self._day(told["ago"])
        contents = frozen(school, sent_on)
        edition = Edition.objects.create(
            school=school,
            number=1,
            held_on=sent_on,
            answer_before=self._day(-told["answer_in"]) if "answer_in" in told else None,
            remark=told["remark"],
            contents=contents,
            digest=digest(contents),
            recorded_by=self._who(told["school"]),
            recorded_at=self._moment(told["ago"]),
        )
        for number, step in enumerate(told["steps"], start=1):
            self._step(edition, number, step, told["school"])

    def _step(self, edition: Edition, number: int, told: Told, school: str) -> None:
        days: dict[str, date] = {}
        if told["kind"] == EditionStep.Kind.ADOPTED:
            days = {"in_force_from": self._day(told["ago"]), "review_on": self._day(-told["review_in"])}
        EditionStep.objects.create(
            edition=edition,
            school=edition.school,
            number=number,
            kind=told["kind"],
            held_on=self._day(told["ago"]),
            remark=told.get("remark", ""),
            recorded_by=self._who(None if told["role"] == "executive_board" else school, told["role"]),
            recorded_at=self._moment(told["ago"]),
            **days,
        )

    def _who(self, school: str | None, role: str = "head") -> Person:
        board = self.registers.board
        wanted = role if school else "executive_board"
        return self.registers.staff[board.holders(wanted, board.today, school=school)[0].key]

    def _writer(self, who: Person, ago: int) -> Writer:
        return Writer(who, self._moment(ago), uuid4())

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _moment(self, ago: int) -> datetime:
        return self.now - timedelta(days=ago)

    def _paper(self, title: str, by: Person) -> Attachment:
        sheet = Sheet(
            language="nl",
            sender=(title,),
            addressee=(),
            dated=self._day(WRITTEN).strftime("%d-%m-%Y"),
            subject=title,
            reference=title,
            paragraphs=("Deze tekst hoort bij de demonstratie en is verzonnen.",),
            signed=(),
        )
        content = pdf_of(sheet, self._moment(WRITTEN))
        file = examine(BytesIO(content), f"{title}.pdf", len(content), PAPERS)
        return keep(file, by=by, at=self._moment(WRITTEN))


def _written(told: Told, text: str, place: int) -> dict[str, Any]:
    return {
        "chapter": told["chapter"],
        "place": place,
        "title": told["title"],
        "text": WRAPPED.sub(" ", text.strip()),
        "is_public": told.get("is_public", True),
        "topics": _topics(told),
    }


def _topics(told: Told) -> list[str]:
    return list(told.get("topics", recognised(told["title"], told.get("text", ""))))
