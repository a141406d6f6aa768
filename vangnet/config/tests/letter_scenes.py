"""Each letter of each kind, in a dossier that came as far as that letter; for its tests and for the benchmark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from vangnet.bullying.models import FollowUpAgreed
from vangnet.bullying.tests import scene as bullying
from vangnet.complaints.models import Opinion
from vangnet.complaints.tests import scene as complaints
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Fact
from vangnet.core.dossiers.recording import append
from vangnet.core.people.models import Guardianship, School
from vangnet.discipline.models import ObjectionMade, RemovalDecided, SchoolAsked, SuspensionDecided
from vangnet.discipline.removal.tests import scene as removal
from vangnet.discipline.suspension.tests import scene as suspension
from vangnet.premises.models import HandOver
from vangnet.premises.tests import scene as premises

Happened = tuple[str, str, Sequence[Fact]]
Before = Callable[[SimpleNamespace], Sequence[Happened]]


@dataclass(frozen=True)
class LetterScene:
    """`before`: what was recorded before the letter; `by` sends it, and fills in `fields`."""

    kind: str
    step: str
    by: str
    before: Before = lambda _cast: ()
    fields: Callable[[SimpleNamespace, SimpleNamespace], dict[str, str]] = field(
        default=lambda _cast, _pupils: {}
    )

    def __str__(self) -> str:
        return f"{self.kind}: {self.step}"

    def opened(self, cast: SimpleNamespace, linde: School, pupils: SimpleNamespace) -> Dossier:
        why = {"why": ("complaint",)} if self.kind == "complaint" else {}
        dossier = OPENED[self.kind](cast, linde, pupils, **why)
        for step, text, facts in self.before(cast):
            append(dossier, an_act(step, cast.bas, text=text, facts=facts))
        return dossier

    def filled(self, cast: SimpleNamespace, pupils: SimpleNamespace) -> dict[str, str]:
        today = timezone.localdate()
        return {"how": "post", "sent_on": f"{today}", **self.fields(cast, pupils)}


OPENED: dict[str, Callable[..., Dossier]] = {
    "suspension": suspension.opened,
    "removal": removal.opened,
    "premises": premises.opened,
    "complaint": complaints.opened,
    "bullying": bullying.opened,
}


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def parent_of(pupil: object) -> str:
    tie = Guardianship.objects.get(pupil=pupil)
    return f"{tie.pupil_id}-{tie.guardian_id}"


def to_parent(_cast: SimpleNamespace, pupils: SimpleNamespace) -> dict[str, str]:
    return {"parent": parent_of(pupils.aya)}


def invites(cast: SimpleNamespace, pupils: SimpleNamespace) -> dict[str, str]:
    return {**to_parent(cast, pupils), "meet_at": f"{day(7)}T10:30"}


def suspended(cast: SimpleNamespace) -> Sequence[Happened]:
    decided = SuspensionDecided(
        decided_by=cast.carla, first_on=day(1), last_on=day(3), days=3, back_on=day(4)
    )
    return [("decide_suspension", "Drie keer sloeg zij een ander kind.", [decided])]


def removed(cast: SimpleNamespace) -> Sequence[Happened]:
    willing = SchoolAsked(name="De Wilg", type="regular", answer="willing")
    return [
        ("search_school", "", [willing]),
        ("decide_removal", "Alles is geprobeerd.", [RemovalDecided(decided_by=cast.bas)]),
    ]


def objected(cast: SimpleNamespace) -> Sequence[Happened]:
    return [*removed(cast), ("objection", "Niet mee eens.", [ObjectionMade(outcome="came")])]


def handed_over(_cast: SimpleNamespace) -> Sequence[Happened]:
    return [("hand_over", "Oma haalt om drie uur.", [HandOver(way="somebody_else")])]


def agreed(_cast: SimpleNamespace) -> Sequence[Happened]:
    return [("agree", "Elke dag even bijpraten met de juf.", [FollowUpAgreed(on=day(14))])]


def judged(_cast: SimpleNamespace) -> Sequence[Happened]:
    return [("opinion", "", [Opinion(finding="partly", recommends=True, received_on=day(0))])]


LETTERS = (
    LetterScene("suspension", "invite", "hanna", fields=invites),
    LetterScene(
        "suspension",
        "send_letter",
        "hanna",
        suspended,
        lambda cast, pupils: {**to_parent(cast, pupils), "tells_to_object": "on"},
    ),
    LetterScene("suspension", "report_inspectorate", "hanna", suspended),
    LetterScene(
        "suspension",
        "decide_objection",
        "bas",
        lambda cast: [
            *suspended(cast),
            ("objection", "Te zwaar.", [ObjectionMade(outcome="came")]),
        ],
        lambda cast, _pupils: {
            "outcome": "stands",
            "decided_by": f"{cast.bas.pk}",
            "text": "Drie keer is te vaak.",
        },
    ),
    LetterScene("removal", "announce_intention", "hanna", fields=to_parent),
    LetterScene("removal", "invite", "hanna", fields=invites),
    LetterScene(
        "removal",
        "send_decision",
        "hanna",
        removed,
        lambda cast, pupils: {**to_parent(cast, pupils), "tells_to_object": "on"},
    ),
    LetterScene(
        "removal",
        "decide_objection",
        "bas",
        objected,
        lambda cast, _pupils: {
            "outcome": "stands",
            "decided_by": f"{cast.bas.pk}",
            "text": "De veiligheid weegt zwaarder.",
        },
    ),
    LetterScene(
        "premises", "warn", "hanna", fields=lambda _cast, _pupils: {"text": "U schreeuwde op school."}
    ),
    LetterScene(
        "premises",
        "ban",
        "hanna",
        handed_over,
        lambda cast, _pupils: {
            "text": "U dreigde met geweld.",
            "building": "on",
            "first_on": f"{day(0)}",
            "last_on": f"{day(60)}",
            "review_on": f"{day(46)}",
            "contact": f"{cast.hanna.pk}",
        },
    ),
    LetterScene("complaint", "acknowledge", "bas"),
    LetterScene(
        "complaint",
        "board_answer",
        "bas",
        fields=lambda _cast, _pupils: {"finding": "partly", "text": "Het had rustiger gekund."},
    ),
    LetterScene(
        "complaint",
        "answer_opinion",
        "bas",
        judged,
        lambda _cast, _pupils: {
            "agrees": "yes",
            "measures": "yes",
            "text": "Wij oefenen dit met het team.",
            "to_complainant": "on",
            "to_committee": "on",
        },
    ),
    LetterScene("bullying", "invite", "toon", fields=invites),
    LetterScene("bullying", "send_agreements", "toon", agreed, to_parent),
)


def sent_back(form: object, filled: dict[str, str]) -> dict[str, str]:
    """What a browser sends of the form as it stands, with what somebody filled in."""
    stood = {name: form[name].value() for name in form.fields if name != "confirmed"}
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    given = {name: str(value) for name, value in stood.items() if value not in (None, "", False)}
    return {**given, "happened_at": moment, **filled}
