"""Grounds for knowing a dossier that hold for every kind: you recorded it, were brought in, or broke the glass."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Now

from vangnet.core.access.grounds import own_pupils, schools_where
from vangnet.core.access.rules import NOTHING, AnyRule, Condition, RowT, Rule, one_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Guardian, Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

from .kinds import Kind, kinds
from .models import BrokenGlass, Destruction, Dossier, Entry, Party, Subject


def _opened_by_you(person: Person, _on: date) -> Q:
    return Q(pk__in=Entry.objects.filter(author=person.pk, number=1).values("dossier"))


def _brought_in(person: Person, _on: date) -> Q:
    return Q(pk__in=Party.objects.standing().filter(person=person.pk).values("dossier"))


def _own_pupil(person: Person, on: date) -> Q:
    pupils = own_pupils(person, on)
    if pupils.query.is_empty():
        return NOTHING
    return Q(pk__in=Subject.objects.standing().filter(pupil__in=pupils).values("dossier"))


OPENED_BY_YOU = Rule("dossiers.opened_by_you", _("You recorded this."), _opened_by_you)
BROUGHT_IN = Rule("dossiers.brought_in", _("You were brought into this dossier."), _brought_in)
OWN_PUPIL = Rule("dossiers.own_pupil", _("A pupil of your own group is involved."), _own_pupil)


def about_oneself(person: Person) -> QuerySet[Any, Any]:
    """The dossiers in which this person stands: nobody handles those, and no number of them is told apart."""
    return Subject.objects.standing().filter(person=person.pk).values("dossier")


def as_guardian(person: Person) -> QuerySet[Guardian]:
    """The same person as parent of a pupil: the administration knows both by one address, and by nothing else."""
    address = Person.objects.filter(pk=person.pk).values(address=Lower("email"))
    rows = Guardian.objects.annotate(address=Lower("email"))
    return rows.filter(address__in=address).exclude(email="")


@cache
def at_school(*roles: Role) -> Condition:
    """Dossiers of the schools at which the person holds one of the roles, but for those about the person."""

    def condition(person: Person, on: date) -> Q:
        schools = schools_where(person, on, roles)
        if schools.query.is_empty():
            return NOTHING
        return Q(school__in=schools) & ~Q(pk__in=about_oneself(person))

    return condition


@cache
def when_about(subject_role: Role, *roles: Role) -> Condition:
    """Dossiers about somebody in that role at the dossier's own school, for who holds one of the roles over it."""

    def condition(person: Person, on: date) -> Q:
        schools = schools_where(person, on, roles)
        if schools.query.is_empty():
            return NOTHING
        held = Appointment.objects.filter(holds_on(on), role=subject_role)
        about = Subject.objects.standing().filter(
            person__appointments__in=held, person__appointments__school=F("dossier__school")
        )
        return Q(school__in=schools) & Q(pk__in=about.values("dossier"))

    return condition


def _works_here(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, STAFF_OF_A_SCHOOL))


# Which schools: for who may open a dossier of a kind that any adult of the school can record.
WORKS_HERE = Rule("schools.works_here", _("You work at this school."), _works_here)

LEADS_OVER_IT = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)


def _works_here_or_over_it(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, (*STAFF_OF_A_SCHOOL, *LEADS_OVER_IT)))


# The same for what who leads over the school can be the first to hear.
WORKS_HERE_OR_OVER_IT = Rule(
    "schools.works_here_or_over_it",
    _("You work at this school, or carry responsibility for it."),
    _works_here_or_over_it,
)

# What was destroyed is not found by anybody; the proof of it stands with the destructions.
STILL_THERE = Q(~Exists(Destruction.objects.filter(dossier=OuterRef("pk"))))


@dataclass(frozen=True)
class OfKind(Rule):
    """A ground for one kind of dossier alone.

    Conditions speak of a dossier's key and school, which the row that a kind keeps for its lists shares; so the rule
    is asked of those rows as well, and walks their index. Of a dossier that was destroyed no such row is left.
    """

    kind: str = ""

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        allowed = super().of(rows, person, on)
        return allowed.filter(STILL_THERE, kind=self.kind) if rows.model is Dossier else allowed

    def of_any_kind(self) -> Rule:
        """The ground itself, for who asks about several kinds at once and names them."""
        return Rule(self.name, self.why, self.condition, self.is_wide)


def of_kind(kind: str, rule: Rule) -> OfKind:
    """The same ground for one kind of dossier alone, and for those that were not destroyed."""
    return OfKind(rule.name, rule.why, rule.condition, rule.is_wide, kind)


def all_of_kind(kind: str, rules: Iterable[Rule]) -> tuple[OfKind, ...]:
    return tuple(of_kind(kind, rule) for rule in rules)


def handled_at_school(kind: str, why: str, roles: Iterable[Role]) -> tuple[OfKind, OfKind]:
    """Who handles this kind at a school, but for what is about themselves; about the head: the cluster director."""
    here = Rule(f"{kind}.handle", why, at_school(*roles), is_wide=True)
    for_head = Rule(
        f"{kind}.about_the_head",
        _("It is about the head of this school, and you are the cluster director."),
        when_about(Role.HEAD, Role.CLUSTER_DIRECTOR),
    )
    return of_kind(kind, here), of_kind(kind, for_head)


def any_dossier(_person: Person, _on: date) -> Q:
    return Q()


@dataclass(frozen=True)
class Glass(OfKind):
    """Knowing a dossier because one broke the glass of it; for who carries responsibility, in need.

    `there` says of which dossiers there is a glass to break. It is asked before one is broken, and as long as it lies
    broken: so nothing is recorded that opens nothing, and what the law closes meanwhile is closed.
    """

    there: Condition = any_dossier


def glass_of(kind: str, there: Condition = any_dossier) -> Glass:
    """The glass of one kind of dossier; of a kind that has none in `know` nobody comes to know one in that way."""

    def condition(person: Person, on: date) -> Q:
        found = there(person, on)
        broken = BrokenGlass.objects.filter(person=person.pk, until__gt=Now())
        return found if found is NOTHING else found & Q(pk__in=broken.values("dossier"))

    why = _("You broke the glass, for a limited time.")
    return Glass("dossiers.glass", why, condition, kind=kind, there=there)


KNOWN: Callable[[Kind], AnyRule] = attrgetter("know")
HANDLED: Callable[[Kind], AnyRule] = lambda kind: kind.roles["handler"]  # noqa: E731


@dataclass(frozen=True)
class OfItsKind(Rule):
    """What the kind of each dossier itself lets: of one dossier its kind alone is asked, of many all kinds."""

    rule_of: Callable[[Kind], AnyRule] = KNOWN

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return isinstance(row, Dossier) and self.rule_of(row.declared).allows(person, row, on)


def _of_its_kind(name: str, why: str, rule_of: Callable[[Kind], AnyRule]) -> OfItsKind:
    def condition(person: Person, on: date) -> Q:
        every = one_of(*(rule_of(kind) for kind in kinds().values()))
        return Q(pk__in=every.keys(Dossier, person, on))

    return OfItsKind(name, why, condition, rule_of=rule_of)


# Any dossier that its own kind lets this person know.
KNOW = _of_its_kind("dossiers.know", _("The rule of this kind of dossier lets you know it."), KNOWN)
# Who handles a dossier, of whatever kind, reads all of it, and so may hand it out with its proof.
HANDLE = _of_its_kind("dossiers.handle", _("You handle this dossier."), HANDLED)

# In need, who carries responsibility at a school may open what no rule lets through; not what is about themselves.
MAY_BREAK_THE_GLASS = (
    Role.HEAD,
    Role.INTERNAL_COACH,
    Role.CHILD_PROTECTION_OFFICER,
    Role.CLUSTER_DIRECTOR,
    Role.EXECUTIVE_BOARD,
)


def takes_colleagues(kind: Kind) -> bool:
    """Whether who handles a dossier of this kind can bring in a colleague."""
    return kind.is_known_on(BROUGHT_IN.name)


def _with_a_glass(person: Person, on: date) -> Q:
    here = at_school(*MAY_BREAK_THE_GLASS)(person, on)
    if here is NOTHING:
        return NOTHING
    found = NOTHING
    for kind in kinds().values():
        for ground in kind.know.grounds():
            if isinstance(ground, Glass) and (there := ground.there(person, on)) is not NOTHING:
                found |= Q(kind=kind.key) & there
    return here & found


BREAK_THE_GLASS = Rule(
    "dossiers.break_the_glass", _("You carry responsibility at this school."), _with_a_glass
)

HEAD_OR_BOARD = Rule(
    "dossiers.head_or_board_proposes_destruction",
    _("You are head of this school, or on its board."),
    at_school(Role.HEAD, Role.EXECUTIVE_BOARD),
)
# Of a dossier that one knows: what was given to the board is no longer the head's to destroy.
PROPOSES_DESTRUCTION = _of_its_kind(
    "dossiers.propose_destruction",
    _("You say when dossiers of this kind have reached the end of their term."),
    lambda kind: kind.proposes or of_kind(kind.key, HEAD_OR_BOARD) & kind.know,
)
DECIDE_ON_DESTRUCTION = frozenset({Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.DATA_PROTECTION_OFFICER})


def _decides_on_destruction(person: Person, on: date) -> Q:
    """As each kind says; who decides hears that a dossier exists, so never of one about himself or herself."""
    decided: dict[frozenset[Role], list[str]] = defaultdict(list)
    for kind in kinds().values():
        decided[kind.decides or DECIDE_ON_DESTRUCTION].append(kind.key)
    found = NOTHING
    for roles, keys in decided.items():
        found |= Q(kind__in=keys, school__in=schools_where(person, on, roles))
    return found & ~Q(pk__in=about_oneself(person))


DECIDES_ON_DESTRUCTION = Rule(
    "dossiers.decide_on_destruction",
    _("You decide on destruction for this school."),
    _decides_on_destruction,
)
