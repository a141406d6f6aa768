"""Bringing a plan: the proposals that were read in it, each to be taken over or left out. Nothing is made unasked."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vangnet.core.access.grounds import holds
from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.roles import Role

from ..access import KEEPS_INTAKE
from ..answering import Answering
from ..bring.proposed import (
    Proposals,
    ProposedAnnex,
    ProposedDuty,
    ProposedParagraph,
    ProposedPartner,
    ProposedTask,
)
from ..bring.proposing import proposals
from ..bringing import ANNEXES, DUTIES, PEOPLE, Bringing
from ..chapters import Chapter
from ..forms.bring import duty_form
from ..models import Intake
from ..models.answers import answers_of
from ..staffed import Staffed

Proposed = ProposedParagraph | ProposedDuty | ProposedAnnex | ProposedPartner | ProposedTask


@require_http_methods(["GET", "POST"])
@may(KEEPS_INTAKE, Intake, along=("school",))
def bring(request: PersonRequest, intake: Intake) -> HttpResponse:
    now = timezone.now()
    proposed = proposals(intake.as_read, timezone.localdate(now))
    if request.method == "POST":
        return _answered(request, Answering(intake, proposed, request.user.person, now))
    answers = answers_of(intake).select_related("recorded_by", "paragraph", "annex", "duty")
    asked = request.GET.get("open", "")
    by_key = {(each.key, each.is_taken): each for each in answers}
    page = Bringing(intake, proposed, timezone.localdate(now), asked, by_key)
    parts = page.parts()
    context = {
        "intake": intake,
        "school": intake.school,
        "parts": parts,
        "chapters": Chapter.choices,
        "left_out": page.left_out(),
        "part_open": _part_of(asked) or next((part.key for part in parts if part.open), ""),
    }
    return render(request, "plan/bring.html", context)


def _part_of(asked: str) -> str:
    return "text" if asked in Chapter.values else asked


def _answered(request: PersonRequest, answering: Answering) -> HttpResponse:
    group = request.POST.get("take_all", "")
    if group == ANNEXES or group in Chapter.values:
        return _all_taken(request, answering, group)
    key = request.POST.get("take") or request.POST.get("leave") or ""
    proposed = _by_key(answering.proposed).get(key)
    if proposed is None:
        messages.warning(request, _("This is no longer proposed. Look at the list again."))
        return redirect("plan-bring", answering.intake.pk)
    if "leave" in request.POST:
        answering.leave_out(key)
        return _back(answering, proposed)
    return _taken(request, answering, proposed)


def _by_key(proposed: Proposals) -> dict[str, Proposed]:
    every: Iterable[Proposed] = (
        *proposed.paragraphs,
        *proposed.duties,
        *proposed.annexes,
        *proposed.partners,
        *proposed.tasks,
    )
    return {each.key: each for each in every}


def _taken(request: PersonRequest, answering: Answering, proposed: Proposed) -> HttpResponse:
    if isinstance(proposed, ProposedPartner | ProposedTask):
        answering.seen_to(proposed.key)
        return redirect(_page_for(request, answering, proposed))
    if isinstance(proposed, ProposedParagraph):
        answering.paragraph(proposed, _chapter(request, proposed))
    elif isinstance(proposed, ProposedAnnex):
        answering.annex(proposed)
    else:
        today = timezone.localdate(answering.at)
        form = duty_form(answering.intake, proposed, today, request.POST)
        if not form.is_valid():
            messages.error(request, _("Not taken over: fill in what must be done and who sees to it."))
        else:
            answering.duty(proposed, form)
    return _back(answering, proposed)


def _chapter(request: PersonRequest, proposed: ProposedParagraph) -> str:
    """As chosen beside it, for one and for all of a chapter."""
    chosen = request.POST.get(f"chapter-{proposed.key}", "")
    return chosen if chosen in Chapter.values else proposed.chapter


def _all_taken(request: PersonRequest, answering: Answering, group: str) -> HttpResponse:
    """What was left out stays left out."""
    left_out = set(answers_of(answering.intake).filter(is_taken=False).values_list("key", flat=True))
    with transaction.atomic():
        if group == ANNEXES:
            wanted = [each for each in answering.proposed.annexes if each.key not in left_out]
            taken = sum(answering.annex(each) for each in wanted)
        else:
            inside = [each for each in answering.proposed.paragraphs if each.chapter == group]
            taken = sum(
                answering.paragraph(each, _chapter(request, each))
                for each in inside
                if each.key not in left_out
            )
    messages.success(
        request, ngettext("%(number)s taken over.", "%(number)s taken over.", taken) % {"number": taken}
    )
    return redirect(
        f"{reverse('plan-bring', args=[answering.intake.pk])}?{urlencode({'open': group})}#{group}"
    )


def _back(answering: Answering, proposed: Proposed) -> HttpResponse:
    """To where it stands on the page."""
    if isinstance(proposed, ProposedParagraph):
        group: str = proposed.chapter
    elif isinstance(proposed, ProposedDuty):
        group = DUTIES
    else:
        group = ANNEXES if isinstance(proposed, ProposedAnnex) else PEOPLE
    address = reverse("plan-bring", args=[answering.intake.pk])
    return redirect(f"{address}?{urlencode({'open': group})}#{proposed.key}")


def _page_for(request: PersonRequest, answering: Answering, proposed: ProposedPartner | ProposedTask) -> str:
    """Where it is recorded, with what the plan says filled in."""
    school, today = answering.intake.school, timezone.localdate(answering.at)
    if isinstance(proposed, ProposedPartner):
        told = {name: getattr(proposed, name) for name in ("name", "kind", "phone", "email")}
        return f"{reverse('building-partner-add', args=[school.pk])}?{_query(told)}"
    if not holds(request.user.person, today, [Role.HEAD, Role.ADMINISTRATOR]):
        return reverse("who-does-what", args=[school.pk])
    meant = Staffed(school, today).called(proposed.name) if proposed.name else None
    told = {
        "name": meant.full_name if meant else proposed.name,
        "email": (meant.email or "") if meant else "",
    }
    return f"{reverse('appoint')}?{_query({**told, 'role': proposed.role, 'school': str(school.pk)})}"


def _query(told: dict[str, Any]) -> str:
    return urlencode({name: value for name, value in told.items() if value})
