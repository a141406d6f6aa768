"""Takes over a proposal from a plan that was brought in, or leaves it out: once, whoever clicks and however often."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vangnet.core.obligations.forms import OwnDutyForm
from vangnet.core.people.models import Person

from .annexes import annexes_of, by_name
from .bring.citing import without_citations
from .bring.proposed import Proposals, ProposedAnnex, ProposedDuty, ProposedParagraph
from .models import Annex, AnnexVersion, Intake, Paragraph, ProposalAnswer
from .models.answers import answers_of
from .models.layered import STEP, Writer

AFTER_ALL = 1_000_000  # what is brought stands below what the school had, in the order of the file
Status, Found = AnnexVersion.Status, AnnexVersion.Found


@dataclass(frozen=True)
class Answering:
    """Somebody who answers, at a moment."""

    intake: Intake
    proposed: Proposals
    person: Person
    at: datetime

    def paragraph(self, proposed: ProposedParagraph, chapter: str) -> bool:
        written = {
            "chapter": chapter,
            "place": AFTER_ALL + proposed.order * STEP,
            "title": proposed.title,
            "text": without_citations(proposed.text, self._annexes_left_out()),
            "is_public": proposed.is_public,
            "why": self._why(proposed.where.place.line),
        }
        return self._once(
            proposed.key,
            lambda: {"paragraph": Paragraph.begin(self.intake.school, self._writer(), **written)},
        )

    def annex(self, proposed: ProposedAnnex) -> bool:
        """Not where the register has it already, of the school or of the board."""
        if proposed.name in by_name(annexes_of(self.intake.school)):
            return False
        written = {
            "title": proposed.title,
            "status": Status.IN_DEVELOPMENT if proposed.is_in_development else Status.ADOPTED,
            "edition": proposed.edition,
            "found": _found(proposed),
            "link": proposed.link,
            "why": self._why(proposed.where.place.line),
        }
        return self._once(
            proposed.key, lambda: {"annex": Annex.begin(self.intake.school, self._writer(), **written)}
        )

    def duty(self, proposed: ProposedDuty, form: OwnDutyForm) -> bool:
        """The form has been found right."""
        return self._once(proposed.key, lambda: {"duty": form.make(self.person, self.at)})

    def seen_to(self, key: str) -> bool:
        """A firm or a task is recorded on a page of its own, to which the school goes on now."""
        return self._once(key, dict)

    def leave_out(self, key: str) -> bool:
        taken = answers_of(self.intake).filter(key=key, is_taken=True)
        return not taken.exists() and self._answer(key, is_taken=False)

    def _once(self, key: str, make: Any) -> bool:
        """All or nothing: of two who click at once one makes it, and what the other made is undone."""
        if answers_of(self.intake).filter(key=key, is_taken=True).exists():
            return False
        try:
            with transaction.atomic():
                self._answer_now(key, is_taken=True, **make())
        except IntegrityError:
            if not answers_of(self.intake).filter(key=key, is_taken=True).exists():
                raise
            return False
        return True

    def _answer(self, key: str, *, is_taken: bool) -> bool:
        try:
            with transaction.atomic():
                self._answer_now(key, is_taken=is_taken)
        except IntegrityError:
            return False
        return True

    def _answer_now(self, key: str, **told: Any) -> None:
        ProposalAnswer.objects.create(
            intake=self.intake, key=key, recorded_by=self.person, recorded_at=self.at, **told
        )

    def _annexes_left_out(self) -> list[ProposedAnnex]:
        answers = answers_of(self.intake).values_list("key", "is_taken")
        left_out = {key for key, is_taken in answers if not is_taken}
        left_out -= {key for key, is_taken in answers if is_taken}
        return [each for each in self.proposed.annexes if each.key in left_out]

    def _writer(self) -> Writer:
        return Writer(self.person, self.at, uuid4())

    def _why(self, line: int) -> str:
        return _("Taken over from %(file)s, line %(line)s.") % {"file": self.intake.name, "line": line}


def _found(proposed: ProposedAnnex) -> AnnexVersion.Found:
    return Found.LINK if proposed.link else Found.HEAD if proposed.is_asked_for else Found.NOWHERE
