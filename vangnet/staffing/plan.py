"""Who has which task, as the safety plan says it: from the appointments of the day.

Names and work addresses are for who works at the school and its participation council; the public reads the list of
functionaries as the school published it, with the names that it chose.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page, Rows, Value
from vangnet.core.words import _

from .access import READERS
from .chart import Node, of_school
from .holding import Held, tasks_held
from .models import FunctionaryList, Publication
from .publishing import contact, shown

PAGE = Page("who-does-what", READERS)
# Of which task the plan may name who has it, and in which words.
NAMED = (
    ("confidential_adviser", _("Name and address of the confidential adviser")),
    ("bullying_policy", _("Name and address of who coordinates the policy against bullying")),
    ("bullying_contact", _("Name and address of the contact point for bullying")),
    ("welfare", _("Name and address of who follows the welfare of pupils")),
    ("child_protection", _("Name and address of the child protection officer")),
    ("safety_coordinator", _("Name and address of the safety coordinator")),
    ("prevention_officer", _("Name and address of the prevention officer")),
    ("head_of_emergency_response", _("Name and address of the head of emergency response")),
)

Tasks = Mapping[str, tuple[Held, tuple[Person, ...]]]


def tasks(school: School, on: date) -> Tasks:
    """Every task by key, with who has it."""
    held = tasks_held(school, on)
    keys = {holder.person for each in held for holder in each.holders}
    people = Person.objects.in_bulk(keys)
    return {
        each.task.key: (each, tuple(people[key] for key in dict.fromkeys(one.person for one in each.holders)))
        for each in held
    }


def published(school: School, on: date) -> FunctionaryList | None:
    """The list of functionaries that stands in the school guide or on the website."""
    standing = Publication.objects.filter(STANDING, school=school, held_on__lte=on)
    rows = FunctionaryList.objects.filter(pk__in=standing.values("list")).prefetch_related("lines")
    found: FunctionaryList | None = rows.first()
    return found


def _reached(person: Person) -> str:
    return f"{person.full_name} ({person.email})" if person.email else person.full_name


def _who_has(key: str) -> Callable[[Tasks], Value]:
    def tells(found: Tasks) -> Value:
        return ", ".join(_reached(person) for person in found[key][1])

    return tells


def _number_of_emergency_officers(found: Tasks) -> Value:
    people = {
        person.pk for key in ("emergency_officers", "head_of_emergency_response") for person in found[key][1]
    }
    return len(people) or None


def _every_functionary(found: Tasks) -> Value:
    lines = tuple(
        (gettext(held.task.title), ", ".join(_reached(person) for person in people))
        for held, people in found.values()
        if people
    )
    return Rows((gettext("Task"), gettext("Who")), lines)


def _tree(root: Node) -> Value:
    below = tuple(_below(root, 0))
    lines = tuple((node.title, node.who) for node, _depth in below)
    depths = tuple(depth for _node, depth in below)
    return Rows((gettext("Responsible for"), gettext("Who")), lines, depths)


def _below(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    """The node, and what it answers for one step further in."""
    yield node, depth
    for child in node.children:
        yield from _below(child, depth + 1)


def _as_published(found: FunctionaryList | None) -> Value:
    if found is None:
        return None
    lines = tuple((line.function, line.names or contact(found)) for line in shown(found))
    return Rows((gettext("For what"), gettext("Whom you ask for")), lines)


FACTS = (
    *(
        Fact(f"staffing.{key}", title, asks=tasks, tells=_who_has(key), page=PAGE, filled_by=Role.HEAD)
        for key, title in NAMED
    ),
    Fact(
        "staffing.emergency_officers",
        _("Number of emergency response officers (BHV) today"),
        asks=tasks,
        tells=_number_of_emergency_officers,
        page=PAGE,
        filled_by=Role.HEAD,
        is_public=True,
    ),
    Fact(
        "staffing.functionaries",
        _("List of all tasks with who has them, for staff and participation council"),
        asks=tasks,
        tells=_every_functionary,
        page=PAGE,
        filled_by=Role.HEAD,
    ),
    Fact(
        "staffing.chart",
        _("Organisation chart from the board to every task, for staff and participation council"),
        asks=of_school,
        tells=_tree,
        page=Page("school-chart", READERS),
        filled_by=Role.HEAD,
    ),
    Fact(
        "staffing.published_functionaries",
        _("List of functionaries as parents read it, with the names that the school chose"),
        asks=published,
        tells=_as_published,
        page=Page("functionaries", READERS),
        filled_by=Role.HEAD,
        is_public=True,
    ),
)
