"""Topics that a plan must cover: absent, only announced, or without what the law asks to be said about them."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.topics import NAMED_EVERYWHERE


def _absent(plan: Plan) -> Iterator[Spot]:
    for covered in plan.topics:
        topic = covered.topic
        if covered.is_absent:
            severity = Severity.SERIOUS if topic.is_law else Severity.NOTABLE
            why = say(
                _("The plan says nothing about: %(topic)s (%(source)s)."),
                topic=say(topic.title),
                source=say(topic.source),
            )
            yield Spot(Place(), "", why, severity)


def _announced(plan: Plan) -> Iterator[Spot]:
    for covered in plan.topics:
        topic = covered.topic
        if not covered.is_absent and covered.is_only_announced and topic.key not in NAMED_EVERYWHERE:
            why = say(
                _("Named and not worked out: %(topic)s (%(source)s)."),
                topic=say(topic.title),
                source=say(topic.source),
            )
            quote = covered.sentences[0].text if covered.sentences else ""
            yield Spot(covered.place, quote, why, Severity.NOTABLE if topic.is_law else Severity.MINOR)


def _demands(plan: Plan) -> Iterator[Spot]:
    for covered in plan.topics:
        topic = covered.topic
        if covered.is_absent or not covered.is_worked_out:
            continue
        for demand in topic.demands:
            if not demand.pattern.search(plan.whole):
                why = say(
                    _("About “%(topic)s” the plan does not say: %(demand)s (%(source)s)."),
                    topic=say(topic.title), demand=say(demand.title), source=say(demand.source),
                )  # fmt: skip
                yield Spot(covered.place, "", why, None if demand.is_law else Severity.MINOR)


ABSENT = Kind(
    "topic-absent",
    _("A required topic is absent"),
    Severity.SERIOUS,
    _("Write a paragraph about it, or refer to the document that holds it."),
    _absent,
)
ANNOUNCED = Kind(
    "topic-announced",
    _("A topic is only announced"),
    Severity.NOTABLE,
    _("Say who does what and when, or refer to the document that says so."),
    _announced,
)
DEMANDS = Kind(
    "demand-missing",
    _("Something the topic must say is missing"),
    Severity.NOTABLE,
    _("Add it. If an annex says it, say which annex."),
    _demands,
)
