"""The letters about bullying, to the parents of one child at a time: an invitation to a talk, and what was agreed.

Parents never read who the other children are (AVG art. 5 lid 1 onder c): the form of each letter refuses their names.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vangnet.core.dossiers.letters import LetterText, MustSay, Telling, Words, in_full, open_place

from .models import FollowUpAgreed
from .protocol import PLAN


def _invitation(telling: Telling) -> Words:
    words = {
        "child": telling.child,
        "when": telling.day("meet_at", _("day and time")),
        "place": telling.said.get("place") or _("at school"),
    }
    return Words(
        _("Invitation to a talk about %(child)s") % words,
        (
            telling.dear,
            _(
                "We would like to talk with you about %(child)s, and about how things go between the children. We want "
                "every child to feel safe at school, and we need you for that."
            )
            % words,
            _("We invite you for a talk on %(when)s, %(place)s.") % words,
            _(
                "We tell what we see and what we do, and hear from you what you notice at home. You may bring somebody "
                "along, and an interpreter if that helps. Out of respect for all children we do not talk about others "
                "by name."
            ),
            _("Can you not come then? Let us know, and we look for another moment."),
        ),
    )


def _agreements(telling: Telling) -> Words:
    follow_up = telling.latest(FollowUpAgreed)
    words = {
        "child": telling.child,
        "school": telling.school.name,
        "day": in_full(follow_up.on) if follow_up else open_place(_("day")),
    }
    agreed = telling.text_of("agree") or open_place(_("what was agreed"))
    return Words(
        _("What we agreed about %(child)s") % words,
        (
            telling.dear,
            _(
                "Bullying is not accepted at %(school)s. We do not look away, and we do something about it together."
            )
            % words,
            _("This is what was agreed:") + "\n" + agreed,
            _("On %(day)s we look whether it goes better, and you hear from us how it goes.") % words,
            _(
                "Do you notice before then that it goes on, or that %(child)s is not well? Do not wait: call the "
                "teacher or the anti-bullying coordinator."
            )
            % words,
        ),
    )


def _agreements_ask(telling: Telling) -> Iterator[MustSay]:
    """When it is looked at again: an agreement that nobody comes back to is none."""
    says = gettext_noop("The letter must say when you look at it again.")
    yield MustSay(says, PLAN, (("kijken we", "look"),))


TO_A_TALK = LetterText(gettext_noop("Invitation to a talk"), _invitation)
AGREEMENTS = LetterText(gettext_noop("Agreements about bullying"), _agreements, _agreements_ask)
