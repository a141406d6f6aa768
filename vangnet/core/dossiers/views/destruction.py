"""Destroying a dossier at the end of its term: head or board proposes, or whom its kind names; another decides."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.access.rules import Rule

from ..destroying import decide, propose
from ..models import DestructionProposal, Dossier
from ..rules import DECIDE_ON_DESTRUCTION, DECIDES_ON_DESTRUCTION, PROPOSES_DESTRUCTION


class ProposalForm(forms.Form):
    ground = forms.CharField(
        label=gettext_lazy("On what ground?"),
        help_text=gettext_lazy("For example: closed two years ago. Name nobody; this stays as proof."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=500,
    )


class DecisionForm(forms.Form):
    is_sure = forms.BooleanField(
        label=gettext_lazy(
            "Destroy this dossier for ever. Nobody, no backup and no administrator can bring it back."
        )
    )


@require_http_methods(["GET", "POST"])
@may(PROPOSES_DESTRUCTION, Dossier, by="reference")
def destruction(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """Propose. The term and its source stand beside the form."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        propose(dossier, request.user.person, form.cleaned_data["ground"], timezone.now())
        messages.success(request, _("Proposed. Somebody else decides."))
        return redirect(dossier.page_url)
    keep, source = _(dossier.declared.keep), _(dossier.declared.keep_source.cite())
    context = {"dossier": dossier, "page": dossier.page_url, "form": form, "keep": keep, "source": source}
    return render(request, "dossiers/destruction.html", context, status=422 if form.errors else 200)


@require_safe
@held_by(*DECIDE_ON_DESTRUCTION)
def destructions(request: PersonRequest) -> HttpResponse:
    """What was proposed and waits for a decision, and what was destroyed."""
    mine = DECIDES_ON_DESTRUCTION.of(Dossier.objects.all(), request.user.person, timezone.localdate())
    rows = DestructionProposal.objects.filter(dossier__in=mine).select_related(
        "dossier__school", "proposed_by"
    )
    waiting = (
        rows.filter(destruction=None).exclude(dossier__destruction__isnull=False).order_by("proposed_at")
    )
    done = (
        rows.filter(destruction__isnull=False)
        .select_related("destruction__decided_by")
        .order_by("-proposed_at")
    )
    return render(request, "dossiers/destructions.html", {"waiting": waiting, "done": done[:100]})


DECIDE = Rule(
    "dossiers.decide",
    DECIDES_ON_DESTRUCTION.why,
    lambda person, on: DestructionProposal.open_to(
        DECIDES_ON_DESTRUCTION.of(Dossier.objects.all(), person, on)
    ),
)


@require_http_methods(["GET", "POST"])
@may(DECIDE, DestructionProposal)
def decision(request: PersonRequest, proposal: DestructionProposal) -> HttpResponse:
    """Decide, seeing what the dossier is, its dates and the ground; never its contents."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide(proposal, request.user.person, timezone.now())
        messages.success(request, _("Destroyed. The proof is kept."))
        return redirect("destructions")
    context = {"proposal": proposal, "form": form, "is_own": proposal.proposed_by == request.user.person}
    return render(request, "dossiers/decision.html", context, status=422 if form.errors else 200)
