"""What a list of functionaries says, whether it still holds, and how it looks on a website and on paper.

It is worded in the language of the parents' papers, whatever language its maker reads.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from vangnet.core.letters.typesetting import Sheet
from vangnet.core.people.models import School
from vangnet.core.words import _

from .holding import Held
from .models import FunctionaryList, ListedFunctionary

Names = Collection[tuple[str, int]]  # the tasks and people whose names the school chose to publish


@dataclass(frozen=True)
class Change:
    """What is no longer as a list says. `text` is marked for translation, with the name of whom it is about."""

    text: str
    task: str
    name: str = ""

    def __str__(self) -> str:
        return gettext(self.text) % {"task": gettext(self.task), "name": self.name}


def to_publish(held: Iterable[Held]) -> list[Held]:
    return [each for each in held if each.task.is_published]


def lines(held: Iterable[Held], named: Names) -> list[ListedFunctionary]:
    """One line for each name, and one without a name where somebody has the task and is not named."""
    found: list[ListedFunctionary] = []
    with override(settings.LANGUAGE_CODE):
        for each in to_publish(held):
            shown = [holder for holder in each.holders if (each.task.key, holder.person) in named]
            people = {holder.person: holder.name for holder in shown}
            if len(people) < len({holder.person for holder in each.holders}):
                found.append(_line(each))
            found += [_line(each, person, name) for person, name in people.items()]
    for place, line in enumerate(found):
        line.place = place
    return found


def _line(held: Held, person: int | None = None, name: str = "") -> ListedFunctionary:
    return ListedFunctionary(
        task=held.task.key,
        function=gettext(held.task.title),
        does=gettext(held.task.does),
        person_id=person,
        name=name,
    )


def changes_since(listed: FunctionaryList, held: Iterable[Held], on: date) -> list[Change]:
    """Who left, who came and what became vacant since a list was drawn up."""
    stands = list(listed.lines.all())
    found = []
    for each in to_publish(held):
        of_task = [line for line in stands if line.task == each.task.key]
        now = {holder.person for holder in each.holders}
        gone = [line.name for line in of_task if line.person_id and line.person_id not in now]
        came = [holder.name for holder in each.holders if listed.as_of < holder.first_on <= on]
        found += [Change(NO_LONGER, each.task.title, name) for name in gone]
        found += [Change(NEW, each.task.title, name) for name in dict.fromkeys(came)]
        if of_task and not now and not gone:
            found.append(Change(VACANT, each.task.title))
    return found


NO_LONGER = _("%(name)s no longer has this task: %(task)s.")
NEW = _("%(name)s has this task now: %(task)s.")
VACANT = _("Nobody has this task now: %(task)s.")


@dataclass(frozen=True)
class Shown:
    """A function as it is read: once, with the names that were chosen."""

    function: str
    does: str
    names: str


def shown(listed: FunctionaryList) -> list[Shown]:
    by_function: dict[tuple[str, str], list[str]] = {}
    for line in listed.lines.all():
        names = by_function.setdefault((line.function, line.does), [])
        names += [line.name] if line.name else []
    return [Shown(function, does, ", ".join(names)) for (function, does), names in by_function.items()]


def snippet(listed: FunctionaryList) -> str:
    """HTML to paste into a website: headings and lists, no script, no style, nothing fetched from here."""
    with override(settings.LANGUAGE_CODE):
        return render_to_string("staffing/snippet.html", {"list": listed, "lines": shown(listed)}).strip()


def sheet(listed: FunctionaryList) -> Sheet:
    with override(settings.LANGUAGE_CODE):
        school = listed.school
        return Sheet(
            language=settings.LANGUAGE_CODE,
            sender=(school.name, *_address(school)),
            addressee=(),
            dated=gettext("As it is on %(day)s") % {"day": date_format(listed.as_of, "j F Y")},
            subject=gettext("To whom you can go at our school"),
            reference=school.name,
            paragraphs=(
                *(_paragraph(each) for each in shown(listed)),
                gettext("You reach all of them through the school: %(contact)s")
                % {"contact": contact(listed)},
            ),
            signed=(),
        )


def contact(listed: FunctionaryList) -> str:
    return ", ".join(each for each in (listed.contact_phone, listed.contact_email) if each)


def _paragraph(each: Shown) -> str:
    return "\n".join(part for part in (each.function, each.names, each.does) if part)


def _address(school: School) -> tuple[str, ...]:
    street = " ".join(part for part in (school.street, school.house_number) if part)
    town = " ".join(part for part in (school.postal_code, school.town) if part)
    return tuple(each for each in (street, town, school.website) if each)
