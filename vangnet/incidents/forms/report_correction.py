"""The report once more, filled in as it stood: category, people and their parts, place, moment and text."""

from typing import Any
from uuid import uuid4

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.dossiers.forms.involved import People, as_sent, people_in
from vangnet.core.dossiers.forms.steps import About
from vangnet.core.dossiers.models import Correction, Subject
from vangnet.core.dossiers.people_search import Reach
from vangnet.core.dossiers.recording import Act

from ..models import Category, Report
from ..models.facts import Part
from .report import ReportForm
from .report_page import page

REASON = "reason"
LONGEST_REASON = 500


class ReportCorrection:
    """The report form and its people, as they were recorded or as they were sent back."""

    def __init__(self, about: About, data: QueryDict | None = None) -> None:
        self.about = about
        school, on = about.dossier.school, about.dossier.opened_on
        # Who sat in which group on the day of the report: a child may have left since.
        self.reach = Reach(about.person, [school], on)
        self.categories = _categories(about)
        self.form = ReportForm(data, schools=[school], categories=self.categories, now=about.now)
        self.data = data if data is not None else self._stood()
        self.reason = self.data.get(REASON, "").replace("\r\n", "\n").strip()[:LONGEST_REASON]
        self.people: People = people_in(self.data, self.reach, Part.values)

    def mistakes(self) -> dict[str, str]:
        missing = {} if self.reason else {REASON: _("Write down why the report is corrected.")}
        return {**self.form.mistakes(), **self.people.mistakes(), **missing}

    def shown(self, mistakes: dict[str, str] | None = None) -> dict[str, Any]:
        """The page of the report, and the reason, which only a correction asks for."""
        mistakes = mistakes or {}
        of_the_report = {place: says for place, says in mistakes.items() if place != REASON}
        shown = page(self.form, self.categories, self.people, self.reach, of_the_report)
        reason = [(REASON, mistakes[REASON])] if REASON in mistakes else []
        found = [*shown.pop("summary"), *reason]
        return {**shown, "mistakes": mistakes, "found_mistakes": found, REASON: self.reason}

    def act(self) -> Act:
        said = self.form.cleaned_data
        return Act(
            step="report",
            by=self.about.person,
            happened_at=said["happened"],
            now=self.about.now,
            token=said["token"],
            text=said["text"],
            facts=[
                Report(category_id=said["category"], place=said["place"]),
                *self.people.facts(),
                Correction(reason=self.reason),
            ],
            corrects=self.about.corrects,
        )

    def _stood(self) -> QueryDict:
        """What was recorded, as if it came from the form; an unbound form takes it as its first values."""
        entry, recorded = self.about.corrects, self.about.recorded
        assert entry is not None  # noqa: S101 - a correction is of an entry
        moment = timezone.localtime(entry.happened_at)
        self.form.initial = {
            "token": uuid4(),
            "happened_on": f"{moment:%Y-%m-%d}",
            "happened_at": f"{moment:%H:%M}",
            "text": entry.text,
            **{
                key: value
                for fact in recorded
                if isinstance(fact, Report)
                for key, value in _told(fact).items()
            },
        }
        return as_sent(fact for fact in recorded if isinstance(fact, Subject))


def _told(report: Report) -> dict[str, str]:
    return {"category": report.category_id, "place": report.place}


def _categories(about: About) -> list[Category]:
    """Those of today, and the one that was chosen when it is no longer among them."""
    today = list(Category.objects.on(about.on))
    chosen = [fact.category for fact in about.recorded if isinstance(fact, Report)]
    return today + [category for category in chosen if category not in today]
