"""What the page of a plan that is brought shows: every proposal, how it stands, and where it stood in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.core.obligations.declared import OWN, declared
from vangnet.core.obligations.models import RHYTHMS, OwnDuty
from vangnet.core.people.models import School

from .annexes import annexes_of, by_name
from .asking import would_say
from .bring.proposed import (
    LeftOut,
    Proposals,
    ProposedAnnex,
    ProposedDuty,
    ProposedParagraph,
    ProposedTask,
    Where,
)
from .bring.titles import without_mark
from .brought_rows import Group, Made, Part, Row
from .chapters import Chapter
from .forms.bring import duty_form
from .models import Intake, ProposalAnswer
from .said import Said, as_shown
from .staffed import Staffed
from .text import as_html, named_in

ANNEXES, DUTIES, PEOPLE, TEXT = "annexes", "duties", "people", "text"


@dataclass(frozen=True)
class Bringing:
    """One plan that was brought, on a day; `asked` is the chapter that is shown unfolded."""

    intake: Intake
    proposed: Proposals
    on: date
    asked: str = ""
    answers: Mapping[tuple[str, bool], ProposalAnswer] = field(default_factory=dict)

    @property
    def school(self) -> School:
        return self.intake.school

    def parts(self) -> list[Part]:
        lead = _(
            "Each becomes a paragraph of your plan, in the chapter that you choose. Change it there afterwards."
        )
        duties = _("What the plan promises again and again. What is asked of you here already needs nothing.")
        annexes = _("They go into the register, and the paragraphs that name them lead to them.")
        people = _("You record them on their own page; what the plan says is filled in there.")
        return [
            Part(TEXT, _("Paragraphs"), lead, list(self._chapters())),
            Part(DUTIES, _("Duties"), duties, list(self._groups_of_duties())),
            Part(ANNEXES, _("Annexes"), annexes, [Group(ANNEXES, "", list(self._annexes()), ANNEXES)]),
            Part(PEOPLE, _("Tasks and firms"), people, list(self._people())),
        ]

    def _row(self, proposed: Any, title: str, places: Iterable[Where], **more: Any) -> Row:
        taken = self.answers.get((proposed.key, True))
        left = None if taken else self.answers.get((proposed.key, False))
        told = [(self.place(each), without_mark(each.quote)) for each in places]
        return Row(
            proposed.key,
            title,
            told,
            taken=taken,
            left=left,
            made=self._made(taken) if taken else None,
            **more,
        )

    def place(self, where: Where) -> str:
        """Where it stands in the file, as a reader looks for it."""
        place = where.place
        if not place.line:
            return _("every page")
        if self.intake.as_read.counts == "paragraph":
            return _("paragraph %(number)s") % {"number": place.line}
        if place.page:
            return _("page %(page)s, line %(line)s") % {"page": place.page, "line": place.line}
        return _("line %(line)s") % {"line": place.line}

    def _made(self, answer: ProposalAnswer) -> Made | None:
        if answer.paragraph:
            return Made(
                _("Read it in the plan"),
                f"{reverse('plan-school', args=[self.school.pk])}#{answer.paragraph.key}",
            )
        if answer.annex:
            return Made(_("Open the annex"), reverse("plan-annex", args=[answer.annex.pk]))
        if answer.duty:
            return Made(_("Open the duty"), reverse("duty", args=[self.school.pk, f"{OWN}{answer.duty.pk}"]))
        return None

    def _chapters(self) -> Iterator[Group]:
        shown = self._shown()
        for chapter in Chapter:
            inside = [each for each in self.proposed.paragraphs if each.chapter == chapter]
            rows = [self._paragraph(each, shown) for each in inside]
            if rows:
                yield Group(chapter, str(chapter.label), rows, chapter, self.asked == chapter)

    def _shown(self) -> Mapping[str, Said]:
        """What each name in the texts would say: an annex its title, whether it stands in the register or not."""
        names = {name for each in self.proposed.paragraphs for name in named_in(each.text)}
        annexes = {each.name: each.title for each in self.proposed.annexes}
        said = would_say(by_name(annexes_of(self.school)), names)
        titled = {
            name: Said(title, f"[{title}]", is_fact=False, is_example=True)
            for name, title in annexes.items()
            if name in names
        }
        return {**said, **titled}

    def _paragraph(self, proposed: ProposedParagraph, shown: Mapping[str, Said]) -> Row:
        replaced = [
            _("“%(words)s” becomes what the register says: %(fact)s.")
            % {"words": words, "fact": _(shown[name].title)}
            for words, name in proposed.live
        ]
        if not proposed.is_public:
            replaced.append(
                _("It names people or how to reach them, so it is not in the public plan until you say so.")
            )
        return self._row(
            proposed,
            proposed.title,
            [proposed.where],
            said=as_html(proposed.text, as_shown(shown)),
            told=" ".join(replaced),
            chapter=proposed.chapter,
        )

    def _groups_of_duties(self) -> Iterator[Group]:
        rows = list(self._duties())
        yield Group("duties-new", "", [row for row in rows if not row.already])
        already = [row for row in rows if row.already]
        yield Group("duties-already", _("Asked of you here already"), already)

    def _duties(self) -> Iterator[Row]:
        rows = OwnDuty.objects.on(self.on).filter(school=self.school)
        own = {(each.title, each.often, each.number): each for each in rows}
        for each in self.proposed.duties:
            already = self._already(each, own.get((each.title, each.often, each.number)))
            form = None if already else duty_form(self.intake, each, self.on)
            yield self._row(each, each.title, each.places, already=already, told=_rhythm(each), form=form)

    def _already(self, proposed: ProposedDuty, own: OwnDuty | None) -> Made | None:
        if proposed.already in declared():
            address = reverse("duty", args=[self.school.pk, proposed.already])
            return Made(_(declared()[proposed.already].title), address)
        if own and (proposed.key, True) not in self.answers:
            return Made(own.title, reverse("duty", args=[self.school.pk, f"{OWN}{own.pk}"]))
        return None

    def _annexes(self) -> Iterator[Row]:
        known = by_name(annexes_of(self.school))
        for each in self.proposed.annexes:
            is_taken = (each.key, True) in self.answers
            already = None if is_taken or each.name not in known else Made(known[each.name].title)
            yield self._row(each, each.title, [each.where], already=already, told=_told_of(each))

    def _people(self) -> Iterator[Group]:
        staffed = Staffed(self.school, self.on)
        tasks = [
            self._row(each, str(each.role.label), each.places, **_standing(staffed, each))
            for each in self.proposed.tasks
        ]
        firms = [
            self._row(each, each.name, each.places, told=", ".join(filter(None, (each.phone, each.email))))
            for each in self.proposed.partners
        ]
        yield Group("tasks", _("Tasks"), tasks)
        yield Group("firms", _("Firms and others outside the school"), firms)

    def left_out(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """By why it stands in no paragraph."""
        found: dict[str, list[LeftOut]] = {}
        for each in self.proposed.left_out:
            found.setdefault(_(each.why.words), []).append(each)
        return [
            (why, [(self.place(each.where), each.where.quote) for each in every])
            for why, every in found.items()
        ]


def _rhythm(proposed: ProposedDuty) -> str:
    often = RHYTHMS[proposed.often](proposed.number).words()
    return ngettext(often.singular, often.plural, often.number) % {"number": often.number}


def _told_of(proposed: ProposedAnnex) -> str:
    adopted = _("adopted, as the plan says nothing else")
    told = [_("in development") if proposed.is_in_development else adopted]
    told += [proposed.edition] if proposed.edition else []
    unknown = _("ask the head") if proposed.is_asked_for else _("where it can be found is not known yet")
    told.append(proposed.link or unknown)
    return ", ".join(told)


def _standing(staffed: Staffed, proposed: ProposedTask) -> dict[str, Any]:
    """Who the plan says holds it, beside who does."""
    holders, meant = staffed.of(proposed.role), staffed.called(proposed.name) if proposed.name else None
    if (meant in holders) if proposed.name else holders:
        return {"already": Made(", ".join(each.full_name for each in holders))}
    if not proposed.name:
        return {"told": _("The plan names nobody, and nobody holds it here.")}
    words = {"name": meant.full_name if meant else proposed.name}
    if meant is None:
        return {"told": _("The plan names %(name)s, whom nobody at this school is called.") % words}
    return {"told": _("The plan names %(name)s, who works here and does not hold it yet.") % words}
