"""The evacuation plan: which version holds, how complete it is, who knows what changed, and making a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from .forms.plans import VersionForm
from .models import Confirmation, NewSituation, PlanChapter, PlanFile, PlanVersion
from .telling import tell_staff


class AskedToday(Exception):  # noqa: N818
    """Staff were asked about another version today; asking twice on one day tells nobody which one is meant."""


@dataclass(frozen=True)
class ChapterLine:
    title: str
    is_there: bool


@dataclass(frozen=True)
class Told:
    """Who confirmed the version that staff were asked about last, and who did not yet."""

    confirmed: Sequence[Confirmation]
    others: Sequence[Person]

    @property
    def number(self) -> int:
        return len(self.confirmed) + len(self.others)


def latest(school: School) -> PlanVersion | None:
    return PlanVersion.objects.standing().filter(school=school).order_by("-number").first()


def asked(school: School) -> PlanVersion | None:
    """The version that staff were asked to confirm last."""
    rows = PlanVersion.objects.standing().filter(school=school).exclude(asked_on=None)
    return rows.order_by("-asked_on").first()


def checklist(version: PlanVersion) -> list[ChapterLine]:
    there = {row.chapter for row in version.chapters.all()}
    return [ChapterLine(str(each.label), each.value in there) for each in PlanChapter.Chapter]


def told(version: PlanVersion, on: date) -> Told:
    """Of those who work at the school today; who has left is not asked any more."""
    here = Appointment.objects.filter(
        holds_on(on), school=version.school_id, role__in=sorted(STAFF_OF_A_SCHOOL)
    )
    staff = list(Person.objects.filter(pk__in=here.values("person")))
    said = {row.person_id: row for row in version.confirmations.select_related("person")}
    return Told(
        [said[each.pk] for each in staff if each.pk in said], [each for each in staff if each.pk not in said]
    )


def has_confirmed(version: PlanVersion, person: Person) -> bool:
    return version.confirmations.filter(person=person).exists()


def confirm(version: PlanVersion, person: Person, now: datetime, on: date) -> None:
    """Tapping twice is one confirmation, the first."""
    Confirmation.objects.get_or_create(
        version=version, person=person, defaults={"confirmed_on": on, "confirmed_at": now}
    )


def unanswered(school: School, version: PlanVersion | None) -> list[NewSituation]:
    """What is different since the version that holds was made."""
    rows = NewSituation.objects.standing().filter(school=school)
    return list(rows.filter(since__gt=version.holds_from) if version else rows)


def make(form: VersionForm, school: School, by: Person, now: datetime) -> PlanVersion:
    """A version with its chapters and the files that still hold, wholly or not at all."""
    said = form.cleaned_data
    if again := PlanVersion.sent_before(said["token"], by):
        return again
    try:
        with transaction.atomic():
            return _make(form, school, by, now)
    except IntegrityError as refused:
        # The same form, sent twice at once: the database let one through.
        if again := PlanVersion.sent_before(said["token"], by):
            return again
        if said["is_changed"] and _was_asked(school, form.on):
            raise AskedToday from refused
        raise


def _was_asked(school: School, on: date) -> bool:
    return PlanVersion.objects.standing().filter(school=school, asked_on=on).exists()


def _make(form: VersionForm, school: School, by: Person, now: datetime) -> PlanVersion:
    said = form.cleaned_data
    School.objects.select_for_update().get(pk=school.pk)  # of two at once one waits, for the next number
    known = PlanVersion.objects.filter(school=school).aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        school=school,
        number=known + 1,
        holds_from=said["holds_from"],
        why=said["why"],
        what_changed=said["what_changed"],
        asked_on=form.on if said["is_changed"] else None,
        token=said["token"],
        recorded_by=by,
        recorded_at=now,
    )
    PlanChapter.objects.bulk_create(
        PlanChapter(version=version, chapter=chapter) for chapter in said["chapters"]
    )
    for file in said.get("kept_files", ()):
        attach(version, file.title, file.file, by, now)
    if version.asked_on:
        tell_staff(version, version.asked_on, now)
    return version


def attach(
    version: PlanVersion, title: str, file: Attachment, by: Person, now: datetime, token: UUID | None = None
) -> PlanFile:
    return PlanFile.objects.create(
        version=version, title=title, file=file, token=token or uuid4(), recorded_by=by, recorded_at=now
    )
