"""The card: shown, printed on A4 or A5, and its words changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.models import School

from ..access import LEADS, READS
from ..card import Overtaken, card_of, change, texts_of, words
from ..forms.card import CardForm
from ..sections import Section, sections_of

PAPERS = ("a4", "a5")


@require_safe
@may(READS, School)
def card(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    paper = next((one for one in PAPERS if one == request.GET.get("paper")), PAPERS[0])
    context = {
        "school": school,
        "sections": sections_of(school, current="emergencies-card"),
        "card": card_of(school, texts_of(school), today),
        "leads": LEADS.allows(request.user.person, school, today),
        "paper": paper,
        "papers": [Section(one.upper(), f"?paper={one}", is_current=one == paper) for one in PAPERS],
        "today": today,
    }
    return render(request, "emergencies/card.html", context)


@require_http_methods(["GET", "POST"])
@may(LEADS, School)
def edit(request: PersonRequest, school: School) -> HttpResponse:
    text = texts_of(school)
    form = CardForm(request.POST or None, words=words(text), seen=text.number if text else 0)
    if request.method == "POST" and form.is_valid():
        try:
            change(form, school, request.user.person, timezone.now())
        except Overtaken:
            form.add_error(
                None, _("A colleague changed this card meanwhile. Open it again, and add what is yours.")
            )
        else:
            messages.success(
                request, _("The card is changed. Print it anew, and hang it where the old one hung.")
            )
            return redirect("emergencies-card", school.pk)
    context = {"form": form, "school": school}
    return render(request, "emergencies/card_edit.html", context, status=422 if form.errors else 200)
