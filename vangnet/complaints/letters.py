"""What the board writes to who complains: that it came in and what follows, and what the board finds.

WPO art. 14 asks for a committee and for the board's answer to its opinion. The receipt, and an answer of the board
itself, come from the plan and from good use.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place
from vangnet.core.people.agreed import agreed
from vangnet.core.terms import weeks

from .models import Complaint, Finding, HandedToBoard, Opinion, OpinionAnswer
from .protocol import (
    BOARD_WITHIN,
    BOARDS_ANSWER,
    COMPLAINT_AT_COMMITTEE,
    last_day_for_national_committee,
)


def _receipt(telling: Telling) -> Words:
    received_on = _received_on(telling)
    words = {
        "board": telling.school.board.name,
        "school": telling.school.name,
        "received": in_full(received_on) if received_on else open_place(_("day")),
        "before": _answer_before(telling, received_on),
    }
    return Words(
        _("We received your complaint"),
        (
            telling.dear,
            _(
                "On %(received)s the board of %(board)s received your complaint about %(school)s. Thank you for it."
            )
            % words,
            _(
                "We handle it with care. We hear you, and those whom it is about. You may tell your side in writing "
                "too, and have somebody assist you."
            ),
            _(
                "You have our answer on %(before)s at the latest. Should it take longer, you hear why, and until when."
            )
            % words,
            _committees(telling),
            _("Only the board, and the committee when it judges your complaint, can read what concerns it."),
        ),
    )


def _received_on(telling: Telling) -> date | None:
    handed = telling.latest(HandedToBoard)
    return handed.received_on if handed else None


def _answer_before(telling: Telling, received_on: date | None) -> str:
    if received_on is None:
        return open_place(_("day"))
    number = BOARD_WITHIN.value(agreed(telling.school, telling.dossier.law_on))
    return in_full(weeks(number).ends(received_on))


def _committees(telling: Telling) -> str:
    complaint = telling.latest(Complaint)
    last = last_day_for_national_committee(complaint.ended_on) if complaint else None
    words = {"last": in_full(last) if last else open_place(_("day"))}
    return (
        _(
            "You can also lay your complaint before an independent complaints committee. Which one that is, and how "
            "you do that, stands in the complaints procedure in the school guide. Where it is the national committee "
            "(Landelijke Klachtencommissie Onderwijs, www.onderwijsgeschillen.nl), do so within a year after it "
            "happened: up to and including %(last)s."
        )
        % words
    )


FINDS: dict[str, str] = {
    Finding.FOUNDED: gettext_noop("The board finds that your complaint is right (founded)."),
    Finding.PARTLY: gettext_noop("The board finds that your complaint is right in part (partly founded)."),
    Finding.UNFOUNDED: gettext_noop("The board finds that your complaint is not right (unfounded)."),
    Finding.NOT_TREATED: gettext_noop("The board does not treat your complaint."),
}


def _answer(telling: Telling) -> Words:
    received_on = _received_on(telling)
    finds = FINDS.get(telling.said.get("finding") or "")
    words = {
        "received": in_full(received_on) if received_on else open_place(_("day")),
        "school": telling.school.name,
    }
    return Words(
        _("Answer to your complaint"),
        (
            telling.dear,
            _(
                "On %(received)s we received your complaint about %(school)s. With this letter you have our answer."
            )
            % words,
            _(finds) if finds else open_place(_("what the board finds")),
            _why(telling),
            _committees(telling),
            _(
                "We hope that this makes clear how we come to this answer. If you want to talk about it, please "
                "call us."
            ),
        ),
    )


def _why(telling: Telling) -> str:
    given = telling.filled("text", _("why, and what follows"))
    return _("This is why, and this is what follows:") + "\n" + given


def _answer_asks(_telling: Telling) -> Iterator[MustSay]:
    says = gettext_noop("The letter must say which committee the complainant can still turn to.")
    yield MustSay(says, COMPLAINT_AT_COMMITTEE, (("klachtencommissie", "committee"),))


AGREES: dict[str, str] = {
    OpinionAnswer.Agrees.YES: gettext_noop("The board agrees with the opinion."),
    OpinionAnswer.Agrees.PARTLY: gettext_noop("The board agrees with the opinion in part."),
    OpinionAnswer.Agrees.NO: gettext_noop("The board does not agree with the opinion."),
}
MEASURES = {
    "yes": gettext_noop("The board takes measures."),
    "no": gettext_noop("The board takes no measures."),
}


def _to_opinion(telling: Telling) -> Words:
    opinion = telling.latest(Opinion)
    agrees, measures = (
        AGREES.get(telling.said.get("agrees") or ""),
        MEASURES.get(telling.said.get("measures") or ""),
    )
    words = {"received": in_full(opinion.received_on) if opinion else open_place(_("day"))}
    return Words(
        _("Answer of the board to the opinion about your complaint"),
        (
            telling.dear,
            _(
                "On %(received)s the board received the opinion of the complaints committee about your complaint. With "
                "this letter you and the committee have our answer."
            )
            % words,
            _(agrees) if agrees else open_place(_("whether the board agrees")),
            _(measures) if measures else open_place(_("whether measures follow")),
            _why(telling),
            _("If you want to talk about this, please call us."),
        ),
    )


def _to_opinion_asks(_telling: Telling) -> Iterator[MustSay]:
    says = gettext_noop(
        "The letter must say whether the board agrees with the opinion, and whether measures follow."
    )
    agree, measures = ("eens", "agree"), ("maatregel", "measure")
    yield MustSay(says, BOARDS_ANSWER, (agree, measures))


RECEIPT = LetterText(gettext_noop("Receipt of a complaint"), _receipt, from_board=True)
ANSWER = LetterText(
    gettext_noop("Answer of the board to a complaint"), _answer, _answer_asks, from_board=True
)
OPINION_ANSWER = LetterText(
    gettext_noop("Answer of the board to an opinion"), _to_opinion, _to_opinion_asks, from_board=True
)
