"""The letters to a parent after aggression: a warning that access can be denied, and denying it.

No education act rules them. Committees that judge complaints ask for a warning first, reasons, a place, an end and
somebody to turn to (practice).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place
from vangnet.core.dossiers.models import Letter
from vangnet.core.people.models import Person

from .protocol import COMMITTEES


def _warning(telling: Telling) -> Words:
    words = {"school": telling.school.name}
    return Words(
        _("Warning"),
        (
            telling.dear,
            _(
                "Everybody who comes to %(school)s must be safe there: children, parents and staff. That was not so."
            )
            % words,
            telling.filled("text", _("what happened, and what must not happen again")),
            _(
                "We cannot accept this and ask you to see that it does not happen again. If it does, the head can deny "
                "you access to the school for a time."
            ),
            _(
                "We would rather solve this together. If there is something that makes you angry or worried, come and "
                "talk with us; call us for an appointment."
            ),
        ),
    )


def _warning_asks(_telling: Telling) -> Iterator[MustSay]:
    says = gettext_noop("The warning must say that access can be denied when it happens again.")
    yield MustSay(says, COMMITTEES, (("toegang", "access"),))


def _ban(telling: Telling) -> Words:
    words = {
        "school": telling.school.name,
        "board": telling.school.board.name,
        "first": telling.day("first_on", _("first day")),
        "last": telling.day("last_on", _("last day")),
        "review": telling.day("review_on", _("day")),
        "contact": _contact(telling),
        "where": _where(telling),
    }
    return Words(
        _("You have no access to %(school)s for a time") % words,
        (
            telling.dear,
            _(
                "With this letter we let you know that you may not come to %(school)s from %(first)s up to and "
                "including %(last)s. This holds for: %(where)s."
            )
            % words,
            _("The reasons are:") + "\n" + telling.filled("text", _("the reasons")),
            _("For your child this has been agreed about coming to school and going home:")
            + "\n"
            + telling.text_of("hand_over")
            if telling.text_of("hand_over")
            else "",
            _(
                "You remain welcome to ask how things are with your child. Until then %(contact)s is the one at school "
                "whom you can turn to, by telephone or e-mail."
            )
            % words,
            _(
                "On %(review)s at the latest we look whether this is still needed. We like to hear from you "
                "before then."
            )
            % words,
            _(
                "Whoever comes all the same is asked to leave at once, and can commit an offence; then we can call the "
                "police."
            ),
            _(
                "Do you not agree? Then you can write that, with your reasons, to the board of %(board)s, or make a "
                "complaint; the complaints procedure stands in the school guide."
            )
            % words,
        ),
    )


def _where(telling: Telling) -> str:
    places = {
        "building": _("the building"),
        "yard": _("the schoolyard"),
        "activities": _("activities of the school elsewhere"),
    }
    denied = [place for name, place in places.items() if telling.said.get(name)]
    return ", ".join(denied) or open_place(_("where"))


def _contact(telling: Telling) -> str:
    person = Person.objects.filter(pk=telling.said.get("contact") or 0).first()
    return person.full_name if person else open_place(_("whom this parent can turn to"))


def _ban_asks(telling: Telling) -> Iterator[MustSay]:
    yield MustSay(
        gettext_noop("The letter must give the reasons."),
        COMMITTEES,
        (("reden", "reason", "omdat", "because"),),
    )
    if last_on := telling.said.get("last_on"):
        words = []
        for language in Letter.Language.values:
            with override(language):
                words.append(in_full(last_on))
        yield MustSay(
            gettext_noop("The letter must name the last day of the access ban."), COMMITTEES, (tuple(words),)
        )


WARNING = LetterText(gettext_noop("Warning before an access ban"), _warning, _warning_asks)
BAN = LetterText(gettext_noop("Access ban"), _ban, _ban_asks)
