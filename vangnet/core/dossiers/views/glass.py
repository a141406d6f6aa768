"""Open a dossier in need: its reference and a reason, and everybody concerned is told."""

from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, held_by

from ..glass import break_glass
from ..models import Dossier
from ..rules import BREAK_THE_GLASS, MAY_BREAK_THE_GLASS


class GlassForm(forms.Form):
    reference = forms.CharField(
        label=gettext_lazy("Reference of the dossier"),
        help_text=gettext_lazy("Eight letters and figures, such as 7KQ2-FM8X. Ask the school for it."),
        max_length=12,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why must you open it now?"),
        help_text=gettext_lazy("The data protection officer and the people of the dossier will read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=20,
        max_length=1000,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def clean_reference(self) -> str:
        drawn = self.cleaned_data["reference"].upper().replace(" ", "").replace("-", "")
        return f"{drawn[:4]}-{drawn[4:]}"


@require_http_methods(["GET", "POST"])
@held_by(*MAY_BREAK_THE_GLASS)
def glass(request: PersonRequest) -> HttpResponse:
    form = GlassForm(
        request.POST or None, initial={"token": uuid4(), "reference": request.GET.get("reference", "")}
    )
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        rows = Dossier.objects.filter(reference=form.cleaned_data["reference"], destruction=None)
        dossier = BREAK_THE_GLASS.of(rows, request.user.person, today).first()
        if dossier:
            token: UUID = form.cleaned_data["token"]
            break_glass(
                dossier,
                request.user.person,
                reason=form.cleaned_data["reason"],
                token=token,
                now=timezone.now(),
            )
            return redirect(dossier.page_url)
        form.add_error(
            "reference", _("No dossier at your schools has this reference. Check it with the school.")
        )
    return render(request, "dossiers/glass.html", {"form": form}, status=422 if form.errors else 200)
