"""The sources of suspension and removal, in one place; what each asks stands in `law.md`.

A public school decides under the Awb as well (hearing, objection), a private-law school under WPO art. 63: the same
step has another source there, and the objection another clock.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from vangnet.core.law import AWB, LEERPLICHT, WPO, PlanParagraph, Practice, Source
from vangnet.core.protocols import Condition

PLAN = PlanParagraph("3.2.2")
PARENTS_AS_GROUND = Practice("Onderwijsgeschillen, verwijdering wegens gedrag van ouders")

SUSPENSION = WPO.art("40c", "lid 1")
SUSPENSION_TOLD = WPO.art("40c", "lid 2")
SUSPENSION_REPORTED = WPO.art("40c", "lid 3")
LAWFUL_ABSENCE = LEERPLICHT.art("11", "onder c")

BOARD_DECIDES = WPO.art("40", "lid 1")
ADMISSIBILITY = WPO.art("40", "lid 8")
HEARD_AND_PLACED = WPO.art("40", "lid 11")
REMOVAL_REPORTED = LEERPLICHT.art("18", "lid 1")
COMMITTEE_JUDGES = WPO.art("43", "lid 3")
COMMITTEE_STOPS_THE_CLOCK = WPO.art("43", "lid 4")

PUBLIC_HEARS = AWB.art("4:8")
PUBLIC_TELLS = AWB.art("3:45")
PUBLIC_OBJECTION = AWB.art("6:7")
PUBLIC_HEARS_AGAIN = AWB.art("7:2")
PUBLIC_DECIDES_ON_SUSPENSION = AWB.art("7:10")
PUBLIC_DECIDES_AGAIN = WPO.art("40", "lid 12")
PRIVATE_HEARS_AND_TELLS = WPO.art("63", "lid 2")
PRIVATE_OBJECTION = WPO.art("63", "lid 3")


class Governed(Protocol):
    """A case at a school that is public (openbaar) or not."""

    @property
    def is_public(self) -> bool: ...


CaseT = TypeVar("CaseT", bound=Governed)


def by_governance(
    says: str, *, public: Source, private: Source, holds: Callable[[CaseT], bool]
) -> tuple[Condition[CaseT], ...]:
    """One condition, with the article that asks for it at a public and at a private-law school."""
    return (
        Condition[CaseT](says, public, holds=lambda case: not case.is_public or holds(case)),
        Condition[CaseT](says, private, holds=lambda case: case.is_public or holds(case)),
    )
