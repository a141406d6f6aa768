"""The talks of the confidential adviser: advice, mediation, support, and handing over when the person agrees.

The plan has the adviser and the kinds of help (par. 3.5.3) and gives no terms, so no clock runs here. What each source
asks stands in `law.md`.
"""

from dataclasses import dataclass

from vangnet.core.agreements import kept_for
from vangnet.core.law import AVG, PlanParagraph
from vangnet.core.protocols import Protocol, Step
from vangnet.core.words import _

PLAN = PlanParagraph("3.5.3")
CONSENT = AVG.art("6", "lid 1, onder a")

KEEP_YEARS = kept_for(
    "confidences",
    _("Talks of the confidential adviser are kept after they were closed for at most"),
    lowest=2,
    highest=5,
)


@dataclass(frozen=True)
class ConfidenceCase:
    """Nothing that a step waits for: the adviser and the person decide together what follows."""


CONFIDENCES = Protocol[ConfidenceCase](
    key="confidence",
    steps=(
        Step(
            "first_talk",
            _("First talk"),
            role="adviser",
            source=PLAN,
            hint=_("Nobody else reads this. Write down no more names than you need."),
            once=True,
        ),
        Step(
            "support",
            _("Talk"),
            role="adviser",
            source=PLAN,
            hint=_("What was told, and what does this person want?"),
        ),
        Step(
            "advise",
            _("Advice"),
            role="adviser",
            source=PLAN,
            hint=_("Which ways there are, such as a talk or a complaint; the person chooses."),
        ),
        Step(
            "mediate",
            _("Mediation"),
            role="adviser",
            source=PLAN,
            hint=_("You speak with the other side, if the person agrees."),
        ),
        Step(
            "refer",
            _("Referral"),
            role="adviser",
            source=PLAN,
            hint=_("To somebody who can do more, if the person agrees."),
        ),
        Step(
            "note",
            _("Note"),
            role="adviser",
            source=PLAN,
            hint=_("For yourself; whoever takes this over reads it too."),
            on_the_line=False,
        ),
        Step(
            "hand_over",
            _("Hand over to a successor"),
            role="adviser",
            source=CONSENT,
            hint=_(
                "Only if the person agrees. From then on your successor reads all of this, and you no longer do."
            ),
            on_the_line=False,
        ),
        Step(
            "close",
            _("Close"),
            role="adviser",
            source=PLAN,
            hint=_("The person needs nothing more from you."),
            closes=True,
        ),
        Step(
            "reopen",
            _("Reopen"),
            role="adviser",
            source=PLAN,
            hint=_("The person came back about the same."),
            reopens=True,
            on_the_line=False,
        ),
    ),
    agreements=(KEEP_YEARS,),
)
