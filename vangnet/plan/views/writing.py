"""Writing a paragraph with a preview, leaving it out, and reading how it came to be.

A preview is the same page sent by the same form, so it needs no script. Of two who write at once the second is told:
what he or she typed stays in the form, beside what the colleague wrote.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.forms import OVERTAKEN
from vangnet.core.people.models import School
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, KEEPS_ROWS, OF_THE_BOARDS_LAYER, READS_ROWS
from ..annexes import annexes_of
from ..asking import ask_of
from ..bring.words import chapter_of_topic
from ..differences import pieces
from ..facts import declared
from ..forms.paragraphs import EditForm, LeaveOutForm, ParagraphForm, end_of
from ..forms.topics import proposed_title, told_in_words
from ..history import steps_of
from ..models import Paragraph
from ..models.layered import Writer
from ..reading import placed, standing
from ..said import as_shown
from ..text import as_html, named_in
from ..topics import TOPICS

ALONG = ("school",)
CARRIED_OVER = ("chapter", "place", "title", "text", "is_public", "topics")


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add(request: PersonRequest, school: School) -> HttpResponse:
    return _begun(request, school)


@require_http_methods(["GET", "POST"])
@held_by(OF_THE_BOARDS_LAYER)
def add_for_all(request: PersonRequest) -> HttpResponse:
    return _begun(request, None)


def _begun(request: PersonRequest, school: School | None) -> HttpResponse:
    about = next((each for each in TOPICS if each.key == request.GET.get("topic")), None)
    beside = placed(standing(school)[0])
    initial = {}
    if about:
        where = end_of(chapter_of_topic()[about.key], beside)
        initial = {"title": proposed_title(about), "topics": [about.key], "where": where}
    form = ParagraphForm(request.POST or None, beside=beside, initial=initial)
    if _is_to_be_kept(request, form):
        paragraph = Paragraph.begin(school, _writer(request, form), **form.written)
        messages.success(request, f"{_('It stands in the plan.')} {told_in_words(form.covers)}")
        return redirect(address_of(paragraph))
    return _editor(request, form, school, title=_("A new paragraph"), about=about)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Paragraph, along=ALONG)
def edit(request: PersonRequest, paragraph: Paragraph) -> HttpResponse:
    now, school = paragraph.current, paragraph.school
    earlier = paragraph.versions.filter(number=number_in(request.GET.get("version", "")) or 0).first()
    initial = {"seen": now.number, "text": (earlier or now).text, "title": (earlier or now).title}
    beside = placed(standing(school)[0])
    form = EditForm(request.POST or None, beside=beside, now=now, initial=initial)
    context: dict[str, Any] = {"paragraph": paragraph, "now": now}
    if _is_to_be_kept(request, form):
        if paragraph.write(form.cleaned_data["seen"], _writer(request, form), **form.written):
            told = _("Kept. The version before it stays in the history.")
            messages.success(request, f"{told} {told_in_words(form.covers)}")
            return redirect(address_of(paragraph))
        typed, now = form.cleaned_data["text"], paragraph.current
        seen_now = request.POST.copy()
        seen_now["seen"] = str(now.number)
        form = EditForm(seen_now, beside=beside, now=now)
        context |= {"now": now, "overtaken": pieces(now.text, typed)}
    return _editor(request, form, school, title=now.title, **context)


def _is_to_be_kept(request: PersonRequest, form: ParagraphForm) -> bool:
    return request.method == "POST" and form.is_valid() and "preview" not in request.POST


def _writer(request: PersonRequest, form: Any) -> Writer:
    return Writer(request.user.person, timezone.now(), form.cleaned_data["token"])


def _editor(
    request: PersonRequest, form: ParagraphForm, school: School | None, *, title: str, **more: Any
) -> HttpResponse:
    annexes = annexes_of(school)
    context = {
        "form": form,
        "annexes": annexes,
        "school": school,
        "title": title,
        "back": layer_address(school),
        "facts": declared().values(),
        **more,
    }
    if request.method == "POST" and "preview" in request.POST and "text" in form.cleaned_data:
        text = form.cleaned_data["text"]
        ask = ask_of(school, annexes, request.user.person, timezone.localdate(), keeps=True)
        said = ask(named_in(text))
        context |= {
            "preview": as_html(text, as_shown(said)),
            "missing": [each for each in said.values() if each.is_gap or each.remark],
            "covers": told_in_words(form.covers) if form.is_valid() else "",
        }
    status = 409 if "overtaken" in more else 422 if form.errors else 200
    return render(request, "plan/editor.html", context, status=status)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Paragraph, along=ALONG)
def leave_out(request: PersonRequest, paragraph: Paragraph) -> HttpResponse:
    now = paragraph.current
    form = LeaveOutForm(request.POST or None, initial={"seen": now.number})
    if request.method == "POST" and form.is_valid():
        written = {name: getattr(now, name) for name in CARRIED_OVER}
        written |= {"is_left_out": True, "why": form.cleaned_data["why"]}
        if paragraph.write(form.cleaned_data["seen"], _writer(request, form), **written):
            messages.success(request, _("It no longer stands in the plan. Its history stays."))
            return redirect(layer_address(paragraph.school))
        form.add_error(None, OVERTAKEN)
    asking = Asking(
        title=_("Leave this out of the plan"),
        action=_("Leave it out"),
        cancel_url=address_of(paragraph),
        kicker=now.title,
    )
    return form_page(request, form, asking)


@require_safe
@may(READS_ROWS, Paragraph, along=ALONG)
def history(request: PersonRequest, paragraph: Paragraph) -> HttpResponse:
    """Every version, the newest first, each beside the one before it."""
    today, steps = timezone.localdate(), steps_of(paragraph)
    context = {
        "paragraph": paragraph,
        "steps": steps,
        "title": steps[0].version.title,
        "back": layer_address(paragraph.school),
        "keeps": KEEPS_ROWS.allows(request.user.person, paragraph, today),
    }
    return render(request, "plan/history.html", context)


def layer_address(school: School | None) -> str:
    """Where what is of this layer is read: a reader of one school finds the board's in the own plan."""
    return reverse("plan-school", args=[school.pk]) if school else reverse("plan")


def address_of(paragraph: Paragraph) -> str:
    """Who writes for all schools reads it in the board's layer."""
    layer = layer_address(paragraph.school) if paragraph.school else reverse("plan-board")
    return f"{layer}#{paragraph.key}"
