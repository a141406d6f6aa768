"""What the letters of a suspension and of a removal share: reasons, the right to object, the invitation to be heard."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place
from vangnet.core.dossiers.models import Letter
from vangnet.core.law import Source

from .models import ObjectionDecided
from .protocol import PRIVATE_HEARS_AND_TELLS, PUBLIC_HEARS, PUBLIC_HEARS_AGAIN, PUBLIC_TELLS

REASONS = (("reden", "reason", "omdat", "because"),)
RIGHT_TO_OBJECT = (("bezwaar", "object"), ("zes weken", "6 weken", "six weeks", "6 weeks"))
SIX_WEEKS_TO_COURT = (("rechtbank", "court"), ("zes weken", "6 weken", "six weeks", "6 weeks"))


def reasons(text: str) -> str:
    return _("The reasons are:") + "\n" + (text or open_place(_("the reasons")))


def must_give_reasons(source: Source) -> MustSay:
    return MustSay(gettext_noop("The letter must give the reasons."), source, REASONS)


def must_name(day: date, says: str, source: Source) -> MustSay:
    """The day as a letter writes it, in one of its languages."""
    words = []
    for language in Letter.Language.values:
        with override(language):
            words.append(in_full(day))
    return MustSay(says, source, (tuple(words),))


def _hearing(telling: Telling) -> Words:
    case = telling.dossier.declared.case(telling.timeline)
    words = {
        "child": telling.child,
        "school": telling.school.name,
        "when": telling.day("meet_at", _("day and time")),
        "place": telling.said.get("place") or _("at school"),
    }
    about, because = _what_it_is_about(telling, is_objection=bool(getattr(case, "objection_on", None)))
    return Words(
        _("Invitation to be heard about %(child)s") % words,
        (
            telling.dear,
            about % words,
            because,
            _("We would like to hear from you first. We invite you for a talk on %(when)s, %(place)s.")
            % words,
            _(
                "You tell us what you think of it and what is important for %(child)s. You may bring somebody along, "
                "and an interpreter if that helps. We write down what was said, and you get that on paper."
            )
            % words,
            _(
                "Can you not come then? Let us know as soon as you can, and we look for another moment. If we do not "
                "hear from you, we decide without this talk."
            ),
        ),
    )


def _what_it_is_about(telling: Telling, *, is_objection: bool) -> tuple[str, str]:
    is_removal = telling.dossier.kind == "removal"
    if is_objection:
        removed = _(
            "You object to the decision to remove %(child)s from %(school)s. The board decides on that."
        )
        suspended = _(
            "You object to the decision to suspend %(child)s from %(school)s. The board decides on that."
        )
        return removed if is_removal else suspended, ""
    if is_removal:
        about = _("The board intends to remove %(child)s from %(school)s. It has not been decided yet.")
        return about, reasons(telling.text_of("intend_removal"))
    about = _("We are thinking of suspending %(child)s from %(school)s. It has not been decided yet.")
    return about, reasons(telling.text_of("propose_suspension"))


def _hearing_asks(telling: Telling) -> Iterator[MustSay]:
    case = telling.dossier.declared.case(telling.timeline)
    again = bool(getattr(case, "objection_on", None))
    public = PUBLIC_HEARS_AGAIN if again else PUBLIC_HEARS
    if telling.said.get("meet_at"):
        says = gettext_noop("The letter must say on which day and at what time the parents are heard.")
        yield must_name(
            telling.said["meet_at"], says, public if telling.is_public else PRIVATE_HEARS_AND_TELLS
        )


def letter_on_objection(received: str, *, taken_back: str) -> LetterText:
    """What the board decides on an objection. `received` tells what the parents objected to, `taken_back` what it
    means for the child when they were right."""

    def words_of(telling: Telling) -> Words:
        case = telling.dossier.declared.case(telling.timeline)
        words = {
            "child": telling.child,
            "school": telling.school.name,
            "board": telling.school.board.name,
            "day": _day_or_open(case.decided_on),
            "objected": _day_or_open(case.objection_on),
        }
        stands = telling.said.get("outcome") == ObjectionDecided.Outcome.STANDS
        says: dict[str, str] = {
            ObjectionDecided.Outcome.STANDS: _(
                "The board finds that your objection is not right (unfounded). The decision stands."
            ),
            ObjectionDecided.Outcome.TAKEN_BACK: _(taken_back),
        }
        outcome = says.get(telling.said.get("outcome") or "", open_place(_("what was decided")))
        return Words(
            _("Decision on your objection about %(child)s") % words,
            (
                telling.dear,
                _(received) % words,
                outcome % words,
                reasons(str(telling.said.get("text") or "")),
                _after_public() if stands and telling.is_public else _after_private() if stands else "",
            ),
        )

    return LetterText(gettext_noop("Decision on an objection"), words_of, _objection_asks, from_board=True)


def _day_or_open(on: date | None) -> str:
    return in_full(on) if on else open_place(_("day"))


def _after_public() -> str:
    return _(
        "Do you not agree? Then you can appeal to the court within six weeks after the day on which this letter was "
        "sent or handed over to you: the administrative law section of the district court in whose district you live. "
        "In urgent cases you can ask that court for a provisional ruling as well."
    )


def _after_private() -> str:
    return _("Do you not agree? Then you can bring this before the civil court. Have a lawyer advise you.")


def _objection_asks(telling: Telling) -> Iterator[MustSay]:
    if telling.said.get("outcome") == ObjectionDecided.Outcome.STANDS and telling.is_public:
        says = gettext_noop("The letter must say that the parents can appeal to the court within six weeks.")
        yield MustSay(says, PUBLIC_TELLS, SIX_WEEKS_TO_COURT)


HEARING = LetterText(gettext_noop("Invitation to be heard"), _hearing, _hearing_asks)
