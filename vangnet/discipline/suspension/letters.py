"""The letters of a suspension: to the parents (WPO art. 40c lid 2), to the inspectorate (lid 3), on an objection."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place

from ..letters import RIGHT_TO_OBJECT, letter_on_objection, must_give_reasons, must_name, reasons
from ..models import SuspensionDecided
from ..protocol import PUBLIC_TELLS, SUSPENSION, SUSPENSION_REPORTED, SUSPENSION_TOLD


def _days(decided: SuspensionDecided | None) -> str:
    if decided is None:
        return open_place(_("days"))
    words = {
        "number": decided.days,
        "first": in_full(decided.first_on),
        "last": in_full(decided.last_on),
    }
    if decided.days == 1:
        return _("one school day: %(first)s") % words
    return _("%(number)s school days: %(first)s up to and including %(last)s") % words


def _suspension(telling: Telling) -> Words:
    decided = telling.latest(SuspensionDecided)
    words = {
        "child": telling.child,
        "school": telling.school.name,
        "board": telling.school.board.name,
        "days": _days(decided),
    }
    return Words(
        _("Suspension of %(child)s") % words,
        (
            telling.dear,
            _("With this letter we let you know that %(child)s is suspended from %(school)s for %(days)s.")
            % words,
            reasons(telling.text_of("decide_suspension")),
            _(
                "School work goes on: %(child)s gets work for these days, and we look at it afterwards. These days are "
                "lawful absence; you need not report %(child)s absent."
            )
            % words,
            telling.text_of("give_work"),
            _back(telling, decided),
            _(
                "As the law asks of a suspension of more than one day, we report it to the Inspectorate of Education."
            )
            if decided and decided.days > 1
            else "",
            (_object_public() if telling.is_public else _disagree_private()) % words,
            _(
                "Do you have questions, or do you want to talk about this? Please call us; we are glad to do so."
            ),
        ),
        signed_by=decided.decided_by if decided else None,
    )


def _back(telling: Telling, decided: SuspensionDecided | None) -> str:
    words = {"child": telling.child}
    if decided is None or decided.back_on is None:
        return (
            _("After that %(child)s is welcome at school again, and we talk with you and your child.") % words
        )
    return _(
        "On %(day)s %(child)s is welcome at school again. We would like to talk with you and your child on that day, "
        "so that everybody can begin anew."
    ) % {**words, "day": in_full(decided.back_on)}


def _object_public() -> str:
    return _(
        "You can object to this decision. Send a letter to the board of %(board)s within six weeks after the day on "
        "which this letter was sent or handed over to you. Write in it your name and address, the date, which decision "
        "it is about and why you do not agree, and sign it. The suspension goes on meanwhile. In urgent cases you can "
        "also ask the court for a provisional ruling."
    )


def _disagree_private() -> str:
    return _(
        "Do you not agree with this decision? Then please talk with us. You can also turn to the board of %(board)s, "
        "or make a complaint; the complaints procedure stands in the school guide."
    )


def _suspension_asks(telling: Telling) -> Iterator[MustSay]:
    yield must_give_reasons(SUSPENSION)
    if decided := telling.latest(SuspensionDecided):
        says = gettext_noop("The letter must name the days: the first and the last.")
        yield must_name(decided.first_on, says, SUSPENSION_TOLD)
        yield must_name(decided.last_on, says, SUSPENSION_TOLD)
    if telling.is_public:
        says = gettext_noop("The letter must say that the parents can object within six weeks.")
        yield MustSay(says, PUBLIC_TELLS, RIGHT_TO_OBJECT)


def _report(telling: Telling) -> Words:
    decided = telling.latest(SuspensionDecided)
    words = {
        "school": telling.school.name,
        "brin": telling.school.brin,
        "board": telling.school.board.name,
        "days": _days(decided),
        "reference": telling.dossier.reference,
    }
    return Words(
        _("Report of a suspension: %(school)s (%(brin)s)") % words,
        (
            _("Dear Sir or Madam,"),
            _(
                "The board of %(board)s reports to you, under article 40c, paragraph 3, of the Primary Education Act, "
                "that a pupil of %(school)s (%(brin)s) was suspended for %(days)s. We know this suspension as "
                "%(reference)s."
            )
            % words,
            reasons(telling.text_of("decide_suspension")),
            _(
                "The parents get the decision in writing, and the pupil gets school work for these days. The board was "
                "consulted before it was decided."
            ),
            _("We are glad to answer your questions."),
        ),
        signed_by=decided.decided_by if decided else None,
    )


def _report_asks(telling: Telling) -> Iterator[MustSay]:
    yield must_give_reasons(SUSPENSION_REPORTED)
    if decided := telling.latest(SuspensionDecided):
        yield must_name(
            decided.last_on,
            gettext_noop("The letter must name the days: the first and the last."),
            SUSPENSION_REPORTED,
        )


OBJECTION = letter_on_objection(
    gettext_noop(
        "On %(objected)s the board of %(board)s received your objection to the decision of %(day)s to suspend "
        "%(child)s from %(school)s. You had the chance to tell us more about it."
    ),
    taken_back=gettext_noop(
        "The board finds that your objection is right (founded). The decision is taken back: it counts as if "
        "%(child)s was not suspended."
    ),
)
SUSPENSION_LETTER = LetterText(gettext_noop("Suspension"), _suspension, _suspension_asks)
REPORT_LETTER = LetterText(gettext_noop("Report of a suspension to the inspectorate"), _report, _report_asks)
