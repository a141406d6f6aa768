"""What the letters of a suspension and of a removal share: reasons, the right to object, the invitation to be heard."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place
from vangnet.core.dossiers.models import Letter
from vangnet.core.law import Source

from .protocol import PRIVATE_HEARS_AND_TELLS, PUBLIC_HEARS, PUBLIC_HEARS_AGAIN

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
    if is_objection:
        return _(
            "You object to the decision to remove %(child)s from %(school)s. The board decides on that."
        ), ""
    if telling.dossier.kind == "removal":
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


HEARING = LetterText(gettext_noop("Invitation to be heard"), _hearing, _hearing_asks)
