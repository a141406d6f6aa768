"""The letters of a removal, which the board sends: its intention, its decision, and what it decides on the objection.

Parents have the decision in writing with the reasons, and with their right to object within six weeks (WPO art. 63 lid
2 and 3; at a public school Awb art. 3:45 and 6:7).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place

from ..letters import RIGHT_TO_OBJECT, letter_on_objection, must_give_reasons, reasons
from ..models import RemovalDecided, SchoolAsked
from ..protocol import PRIVATE_HEARS_AND_TELLS, PRIVATE_OBJECTION, PUBLIC_HEARS, PUBLIC_TELLS
from ..terms import may_object_until
from .case import case_of


def _words(telling: Telling) -> dict[str, str]:
    return {"child": telling.child, "school": telling.school.name, "board": telling.school.board.name}


def _intention(telling: Telling) -> Words:
    words = _words(telling)
    return Words(
        _("Intention to remove %(child)s from school") % words,
        (
            telling.dear,
            _(
                "With this letter the board of %(board)s lets you know that it intends to remove %(child)s from "
                "%(school)s. We know that this is hard news. Nothing has been decided yet."
            )
            % words,
            reasons(telling.text_of("intend_removal")),
            _(
                "Before the board decides, it wants to hear from you what you think of this and what %(child)s needs. "
                "You get an invitation for that talk, and you may bring somebody along. The board also hears the group "
                "teacher."
            )
            % words,
            _(
                "%(child)s stays a pupil of %(school)s until another school is willing to take him or her. We look for "
                "that school, and would like to do so together with you."
            )
            % words,
            _("Do you have questions? Please call us; you need not wait for the invitation."),
        ),
    )


def _intention_asks(telling: Telling) -> Iterator[MustSay]:
    source = PUBLIC_HEARS if telling.is_public else PRIVATE_HEARS_AND_TELLS
    says = gettext_noop("The letter must say that the parents are heard before it is decided.")
    yield MustSay(says, source, (("horen", "gehoord", "gesprek", "hear", "talk"),))


def _decision(telling: Telling) -> Words:
    decided = telling.latest(RemovalDecided)
    words = {
        **_words(telling),
        "day": _decided_on(telling),
        "until": in_full(may_object_until(telling.on)),
        "other": _willing(telling),
    }
    return Words(
        _("Decision to remove %(child)s from school") % words,
        (
            telling.dear,
            _("On %(day)s the board of %(board)s decided to remove %(child)s from %(school)s.") % words,
            reasons(telling.text_of("decide_removal")),
            _("Before this decision the board heard the group teacher, and gave you the chance to be heard."),
            _("%(other)s is willing to take %(child)s. We help with the step to that school.") % words,
            _("As the law asks, the municipality is told of this decision at once."),
            _(
                "You can object to this decision within six weeks after the day on which this letter was sent or "
                "handed over to you: up to and including %(until)s. Send a letter to the board of %(board)s. Write in "
                "it your name and address, the date, which decision it is about and why you do not agree, and sign it. "
                "The board hears you before it decides on your objection."
            )
            % words,
            _(
                "You can also bring this before the national disputes committee for inclusive education "
                "(Geschillencommissie passend onderwijs, GPO), within six weeks as well; www.onderwijsgeschillen.nl. "
                "The board then waits for its opinion before it decides on your objection."
            ),
            _("In urgent cases you can ask the court for a provisional ruling."),
        ),
        signed_by=decided.decided_by if decided else None,
    )


def _decided_on(telling: Telling) -> str:
    decided_on = case_of(telling.timeline).decided_on
    return in_full(decided_on) if decided_on else open_place(_("day"))


def _willing(telling: Telling) -> str:
    asked = [fact for fact in telling.timeline.standing_facts() if isinstance(fact, SchoolAsked)]
    willing = [school.name for school in asked if school.answer == SchoolAsked.Answer.WILLING]
    return willing[-1] if willing else open_place(_("which school"))


def _decision_asks(telling: Telling) -> Iterator[MustSay]:
    says = gettext_noop("The letter must say that the parents can object within six weeks.")
    yield MustSay(says, PUBLIC_TELLS if telling.is_public else PRIVATE_OBJECTION, RIGHT_TO_OBJECT)
    if not telling.is_public:
        yield must_give_reasons(PRIVATE_HEARS_AND_TELLS)


INTENTION = LetterText(
    gettext_noop("Intention to remove a pupil"), _intention, _intention_asks, from_board=True
)
DECISION = LetterText(gettext_noop("Decision to remove a pupil"), _decision, _decision_asks, from_board=True)
OBJECTION = letter_on_objection(
    gettext_noop(
        "On %(objected)s the board of %(board)s received your objection to the decision of %(day)s to remove "
        "%(child)s from %(school)s. You had the chance to tell us more about it."
    ),
    taken_back=gettext_noop(
        "The board finds that your objection is right (founded). The decision is taken back: %(child)s stays a "
        "pupil of %(school)s."
    ),
)
