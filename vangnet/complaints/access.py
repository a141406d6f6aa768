"""Who may know a complaint, and who may act in it: first the school, from the formal complaint on the board alone.

WPO art. 14 lid 9: what concerns a complaint lies where only the members of the committee and the board can come. So
from the moment that it is the board's, the head, who recorded it and who helped with the talks no longer know it, and
the glass opens it for nobody. The board's own committee reads it once the board laid it before that committee, and only
then: of what goes to the national committee its members know nothing. The board can bring in somebody else as well. At
school the head handles it, with whom the head brought in, and the cluster director when the head has a part in it. Whom
it is about never knows it here, not even who recorded it himself or herself.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from vangnet.core.access.grounds import holds
from vangnet.core.access.rules import NOTHING, AnyRule, Condition, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.models import Party, Subject
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    all_of_kind,
    any_dossier,
    as_guardian,
    at_school,
    glass_of,
    when_about,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import CommitteeChosen, HandedToBoard, Part

KIND = "complaint"
TO_BOARD = HandedToBoard.Why


def _handed_over(*why: str) -> QuerySet[HandedToBoard]:
    rows: QuerySet[HandedToBoard] = HandedToBoard.objects.standing()
    return rows.filter(why__in=why) if why else rows


def _with_board() -> Q:
    return Q(pk__in=_handed_over().values("entry__dossier"))


def _not_concerned(person: Person) -> Q:
    about = Subject.objects.standing().filter(person=person.pk, role=Part.CONCERNED)
    return ~Q(pk__in=about.values("dossier"))


def _while_at_school(condition: Condition) -> Condition:
    """The same ground as long as the complaint is not the board's, and never for whom it is about."""

    def narrowed(person: Person, on: date) -> Q:
        found = condition(person, on)
        return found if found is NOTHING else found & ~_with_board() & _not_concerned(person)

    return narrowed


def _board(person: Person, on: date) -> Q:
    here = at_school(Role.EXECUTIVE_BOARD)(person, on)
    return here if here is NOTHING else here & _with_board()


def _must_tell_board(person: Person, on: date) -> Q:
    """Who recorded a sexual offence knows it until the board was told of it (WPO art. 4a lid 3)."""
    said, told = _handed_over(TO_BOARD.OFFENCE), _handed_over(TO_BOARD.OFFENCE_TOLD)
    return (
        OPENED_BY_YOU.condition(person, on)
        & Q(pk__in=said.values("entry__dossier"))
        & ~Q(pk__in=told.values("entry__dossier"))
        & _not_concerned(person)
    )


def _laid_before(committee: str) -> Q:
    chosen = CommitteeChosen.objects.standing().filter(committee=committee)
    return Q(pk__in=chosen.values("entry__dossier"))


def _own_committee(person: Person, on: date) -> Q:
    """No member takes part who has a part in the complaint himself or herself, also not as a parent (WPO art. 14)."""
    here = at_school(Role.COMPLAINTS_COMMITTEE)(person, on)
    if here is NOTHING:
        return NOTHING
    as_parent = Subject.objects.standing().filter(guardian__in=as_guardian(person).values("pk"))
    return here & _laid_before(CommitteeChosen.Committee.OWN) & ~Q(pk__in=as_parent.values("dossier"))


def _brought_in_by_board(person: Person, on: date) -> Q:
    """Brought in after it became the board's; whom the school brought in before is not meant.

    A member of the own committee is no longer meant either once the national committee judges it.
    """
    before = HandedToBoard.objects.filter(
        entry__dossier=OuterRef("dossier"), entry__number__lt=OuterRef("entry__number")
    )
    parties = Party.objects.standing().filter(Exists(before), person=person.pk)
    found = Q(pk__in=parties.values("dossier")) & _not_concerned(person)
    if holds(person, on, [Role.COMPLAINTS_COMMITTEE]):
        found &= ~_laid_before(CommitteeChosen.Committee.NATIONAL)
    return found


HEAD, FOR_HEAD, HELPS, RECORDED, BOARD, COMMITTEE, INVITED, TELLS_BOARD = all_of_kind(
    KIND,
    (
        Rule(
            "complaints.head",
            _("You are head of this school, and the complaint is not with the board."),
            _while_at_school(at_school(Role.HEAD)),
            is_wide=True,
        ),
        Rule(
            "complaints.about_the_head",
            _("The head of this school has a part in it, and you are the cluster director."),
            _while_at_school(when_about(Role.HEAD, Role.CLUSTER_DIRECTOR)),
        ),
        Rule(BROUGHT_IN.name, BROUGHT_IN.why, _while_at_school(BROUGHT_IN.condition)),
        Rule(OPENED_BY_YOU.name, OPENED_BY_YOU.why, _while_at_school(OPENED_BY_YOU.condition)),
        Rule(
            "complaints.board",
            _("This complaint is with the board, and you are on it."),
            _board,
            is_wide=True,
        ),
        Rule(
            "complaints.committee",
            _("This complaint lies before the board's own committee, and you are on it."),
            _own_committee,
        ),
        Rule("complaints.invited", _("The board brought you in for this complaint."), _brought_in_by_board),
        Rule(
            "complaints.tells_board",
            _("You recorded a sexual offence, and the board has not been told yet."),
            _must_tell_board,
        ),
    ),
)
GLASS = glass_of(KIND, _while_at_school(any_dossier))
AT_SCHOOL = (HEAD, FOR_HEAD)

KNOW = one_of(*AT_SCHOOL, BOARD, HELPS, RECORDED, TELLS_BOARD, COMMITTEE, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {
    "reporter": one_of(RECORDED, TELLS_BOARD),
    "talker": one_of(*AT_SCHOOL, HELPS),
    "receiver": one_of(*AT_SCHOOL, BOARD),
    "witness": one_of(*AT_SCHOOL, BOARD, HELPS, RECORDED, TELLS_BOARD),
    "board": BOARD,
    "committee": one_of(BOARD, COMMITTEE, INVITED),
    "handler": one_of(*AT_SCHOOL, BOARD),
}
WHO = {
    "reporter": _("who recorded it"),
    "talker": _("head, or who handles it for the head"),
    "receiver": _("head or board"),
    "witness": _("whoever knows of it"),
    "board": _("the board"),
    "committee": _("the board or the committee"),
    "handler": _("head, and once it is formal the board"),
}
READS_ALL = one_of(*AT_SCHOOL, BOARD, HELPS, COMMITTEE, INVITED, GLASS)
SHARES = (
    Share(READS_ALL),
    Share(one_of(RECORDED, TELLS_BOARD), steps=frozenset({"record_complaint"})),
)
