"""Two years of the invented buildings: what was inspected and what was not, what broke, and which risks are known.

The days are told as so many before today, so that some promises are kept and some missed wherever it is started.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from vangnet.building.findings import Step, days_for, first_step, found, settle, take
from vangnet.building.models import Contract, Defect, DefectStep, Equipment, Inspection, LogLine, Partner
from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import keep
from vangnet.core.letters.typesetting import Sheet, pdf_of
from vangnet.core.people.models import Person
from vangnet.hazards.forms.risks import first_promise
from vangnet.hazards.models import ExpertReview, PlanEvaluation, Risk, RiskAssessment, RiskChange, RiskMeasure

from .invented_board import HERE, read
from .registers import Registers

Told = Mapping[str, Any]


def furnish(registers: Registers, now: datetime) -> None:
    told = read(HERE / "buildings.toml")
    _Buildings(registers, now).furnish(told)
    _Risks(registers, now).assess(told)


class _Teller:
    """What both have in common: days before today, who records at a school, a paper."""

    def __init__(self, registers: Registers, now: datetime) -> None:
        self.registers, self.now = registers, now
        self.today = timezone.localdate(now)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def who(self, school: str, role: str = "head") -> Person:
        board = self.registers.board
        holders = board.holders(role, board.today, school=school) or board.holders(
            "head", board.today, school=school
        )
        return self.registers.staff[holders[0].key]

    def recorded(self, school: str, ago: int, role: str = "head") -> dict[str, Any]:
        return {
            "recorded_by": self.who(school, role),
            "recorded_at": self.now - timedelta(days=ago),
        }

    def school(self, key: str) -> Any:
        return self.registers.schools[key]

    def paper(self, title: str, school: str, ago: int) -> Attachment:
        """A short report of one page, as a PDF."""
        sheet = Sheet(
            language="nl",
            sender=(title,),
            addressee=(self.school(school).name,),
            dated=self.day(ago).strftime("%d-%m-%Y"),
            subject=title,
            reference=f"R-{ago:04}",
            paragraphs=("Dit rapport hoort bij de demonstratie en is verzonnen.",),
            signed=("De inspecteur",),
        )
        at = self.now - timedelta(days=ago)
        content = pdf_of(sheet, at)
        file = examine(BytesIO(content), f"{title}.pdf", len(content), PAPERS)
        return keep(file, by=self.who(school), at=at)


class _Buildings(_Teller):
    def furnish(self, told: Told) -> None:
        board = self.registers.board
        self.keeper = self.registers.staff[board.holders("executive_board", board.today)[0].key]
        self.partners = {each["key"]: self._partner(each) for each in told["partner"]}
        for each in told["contract"]:
            self._contract(each)
        for each in told["equipment"]:
            self._equipment(each)
        for each in told["whole"]:
            self._inspections(each["school"], None, [each])
        for each in told["defect"]:
            self._defect(each)

    def _partner(self, told: Told) -> Partner:
        given = {name: value for name, value in told.items() if name != "key"}
        return Partner.objects.create(
            first_on=self.day(1500), recorded_by=self.keeper, recorded_at=self.now, **given
        )

    def _contract(self, told: Told) -> None:
        Contract.objects.create(
            partner=self.partners[told["partner"]],
            about=told["about"],
            reference=told["reference"],
            first_on=self.day(told["ago"]),
            last_on=self.day(-told["ends_in"]) if "ends_in" in told else None,
            cancel_before=self.day(-told["cancel_in"]) if "cancel_in" in told else None,
            recorded_by=self.keeper,
            recorded_at=self.now,
        )

    def _equipment(self, told: Told) -> None:
        school = told["school"]
        row = Equipment.objects.create(
            school=self.school(school),
            sort=told["sort"],
            name=told["name"],
            place=told["place"],
            number=told.get("number", ""),
            first_on=self.day(told["ago"]),
            partner=self.partners.get(told.get("partner", "")),
            paper=self.paper(told["paper"], school, told["ago"]) if "paper" in told else None,
            **self.recorded(school, min(told["ago"], 730)),
        )
        self._inspections(school, row, told["inspections"])
        for line in told.get("log", ()):
            LogLine.objects.create(
                equipment=row,
                held_on=self.day(line["ago"]),
                kind=line["kind"],
                text=line["text"],
                **self.recorded(school, line["ago"], "support_staff"),
            )

    def _inspections(self, school: str, row: Equipment | None, told: Iterable[Told]) -> None:
        for each in told:
            for turn in range(each.get("times", 1)):
                self._inspection(
                    school, row, each, each["last"] + turn * each.get("every", 0), is_last=turn == 0
                )

    def _inspection(self, school: str, row: Equipment | None, told: Told, ago: int, *, is_last: bool) -> None:
        """What the last one found is a defect; of earlier ones everything was repaired."""
        recorded = self.recorded(school, ago, "support_staff")
        held = Inspection.objects.create(
            school=self.school(school),
            equipment=row,
            what=told["what"],
            held_on=self.day(ago),
            by=told.get("by", recorded["recorded_by"].full_name),
            outcome=told.get("outcome", "approved") if is_last else "approved",
            report=self.paper(f"Keuringsrapport {ago}", school, ago)
            if is_last and told.get("report")
            else None,
            **recorded,
        )
        if is_last and "repairs" in told:
            found(held, told["repairs"], (), days_for(held.school, self.today))
            self._half_repaired(held, ago)

    def _half_repaired(self, held: Inspection, ago: int) -> None:
        """The first finding was mended after three weeks; the others wait for their firm, with a new day."""
        done, *others = held.findings.order_by("pk")
        on = self.day(ago - 21)
        settle(
            done,
            self._step(DefectStep.Kind.SETTLED, held.recorded_by, ago - 21),
            seen=1,
            outcome="repaired",
            on=on,
        )
        for each in others:
            step = self._step(DefectStep.Kind.NOTE, held.recorded_by, ago - 20, due_on=self.day(-15))
            take(each, step, seen=1)

    def _step(self, kind: DefectStep.Kind, by: Person, ago: int, **more: Any) -> Step:
        return Step(kind=kind, by=by, now=self.now - timedelta(days=ago), on=self.day(ago), **more)

    def _defect(self, told: Told) -> None:
        school, ago = told["school"], told["ago"]
        is_danger = told.get("is_danger", False)
        row = Defect.objects.create(
            school=self.school(school),
            place=told["place"],
            what=told["what"],
            is_danger=is_danger,
            reported_on=self.day(ago),
            due_on=self.day(ago) + timedelta(days=days_for(self.school(school), self.today)[is_danger]),
            **self.recorded(school, ago, told["reporter"]),
        )
        first_step(row, promised=row.due_on)
        seen = 1
        if sent := told.get("sent"):
            self._send(row, sent)
            seen += 1
        if ended := told.get("settled"):
            step = self._step(DefectStep.Kind.SETTLED, self.who(school), ended["ago"], text=ended["text"])
            settle(row, step, seen=seen, outcome=ended["outcome"], on=self.day(ended["ago"]))

    def _send(self, row: Defect, sent: Told) -> None:
        """Written down as it was sent; the demonstration itself mails nobody."""
        partner = self.partners[sent["partner"]]
        step = self._step(
            DefectStep.Kind.SENT_ON,
            row.recorded_by,
            sent["ago"],
            text=sent.get("text", ""),
            due_on=self.day(-sent["due_in"]),
            more={"partner": partner, "way": sent["way"], "reference": sent.get("reference", "")},
        )
        take(row, step, seen=1, partner=partner)


class _Risks(_Teller):
    def assess(self, told: Told) -> None:
        versions = {each["key"]: (each["school"], self._assessment(each)) for each in told["assessment"]}
        for each in told["change"]:
            self._record(RiskChange, each, kind=each["kind"], text=each["text"])
        for each in told["evaluation"]:
            told_on = self.day(each["told"]) if "told" in each else None
            self._record(
                PlanEvaluation, each, attended=each["attended"], outcome=each["outcome"], told_on=told_on
            )
        for each in told["risk"]:
            self._risk(each, *versions[each["assessment"]])

    def _record(self, model: Any, told: Told, **more: Any) -> Any:
        school = told["school"]
        return model.objects.create(
            school=self.school(school),
            held_on=self.day(told["ago"]),
            **more,
            **self.recorded(school, told["ago"]),
        )

    def _assessment(self, told: Told) -> RiskAssessment:
        school = told["school"]
        row: RiskAssessment = self._record(
            RiskAssessment,
            told,
            number=told["number"],
            method=told["method"],
            occasion=told["occasion"],
            by="Preventiemedewerker en directeur",
            paper=self.paper(f"RI&E {told['number']}", school, told["ago"]),
        )
        review = told["review"]
        ExpertReview.objects.create(
            school=row.school,
            assessment=row,
            held_on=self.day(review["ago"]),
            by=review["by"],
            copied_on=self.day(review["copied"]),
            **self.recorded(school, review["ago"]),
        )
        return row

    def _risk(self, told: Told, school: str, version: RiskAssessment) -> None:
        recorded = {"recorded_by": version.recorded_by, "recorded_at": version.recorded_at}
        row = Risk.objects.create(
            school=version.school,
            assessment=version,
            what=told["what"],
            place=told["place"],
            rating=told["rating"],
            **recorded,
        )
        for each in told["measures"]:
            self._measure(row, each, recorded)

    def _measure(self, risk: Risk, told: Told, recorded: dict[str, Any]) -> None:
        done = told.get("done")
        row = RiskMeasure.objects.create(
            school=risk.school,
            risk=risk,
            what=told["what"],
            who=told["who"],
            agreed_on=self.day(told["ago"]),
            due_on=self.day(-told["due_in"]),
            cost=told.get("cost"),
            outcome="done" if done else "",
            ended_on=self.day(done) if done else None,
            **recorded,
        )
        first_promise(row)
