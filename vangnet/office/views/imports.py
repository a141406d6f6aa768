"""The pages on which a file is brought in: choose, see what would change, and only then take over."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.bounds import takes_files
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.imports import pending as waiting
from vangnet.core.people.imports.access import may_import, may_import_for_board
from vangnet.core.people.imports.contact_columns import (
    Mapping,
    guess_mapping,
    remember_mapping,
    remembered_mapping,
)
from vangnet.core.people.imports.preview import Preview, counts_of
from vangnet.core.people.imports.registry import KIND_OF_KEY, KINDS, Asks, ImportKind
from vangnet.core.people.imports.shape import PlanOutdated
from vangnet.core.people.imports.tables import read_table
from vangnet.core.people.models import ImportRun, PendingImport, Person, School

from ..access import KEEPERS
from ..forms.imports import ColumnsForm, UploadForm

RUNS_SHOWN = 50


@require_safe
@held_by(*KEEPERS)
def imports(request: PersonRequest) -> HttpResponse:
    """Which files can be brought in, what waits for agreement, and what was taken over before."""
    person, on = request.user.person, timezone.localdate()
    kinds = _kinds_for(person, on)
    runs = _runs_for(person, on).select_related("school", "by")[:RUNS_SHOWN]
    rows = [(run, KIND_OF_KEY[run.kind].title, counts_of(run)) for run in runs]
    pending = [(one, KIND_OF_KEY[one.kind].title) for one in PendingImport.objects.filter(uploaded_by=person)]
    return render(request, "office/imports.html", {"kinds": kinds, "pending": pending, "runs": rows})


@takes_files(max(kind.most_bytes for kind in KINDS))
@require_http_methods(["GET", "HEAD", "POST"])
@held_by(*KEEPERS)
def import_upload(request: PersonRequest, kind: str) -> HttpResponse:
    person, on = request.user.person, timezone.localdate()
    chosen = next((one for one in _kinds_for(person, on) if one.key == kind), None)
    if chosen is None:
        raise Http404
    form = UploadForm(
        request.POST or None, request.FILES or None, kind=chosen, schools=may_import(person, on), on=on
    )
    if request.method == "POST" and form.is_valid():
        pending = _keep(form, chosen, person)
        page = "import-columns" if Asks.COLUMNS in chosen.asks else "import-preview"
        return redirect(page, pending.token)
    return render(request, "office/import_upload.html", {"kind": chosen, "form": form})


def _keep(form: UploadForm, kind: ImportKind, person: Person) -> PendingImport:
    given = form.cleaned_data
    return waiting.keep(
        given["file"].chunks(),
        given["file"].name,
        kind=kind,
        by=person,
        school=given.get("school"),
        is_complete=given.get("is_complete", False),
        school_year=given.get("school_year", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@held_by(*KEEPERS)
def import_columns(request: PersonRequest, token: UUID) -> HttpResponse:
    """What each column of a table means; a guess is filled in."""
    pending = _pending(request, token)
    school = pending.school
    if school is None:
        raise Http404
    path = waiting.path_of(pending)
    if not path.exists():
        return _gone(request, pending)
    table = read_table(path)
    if table.problems:
        return redirect("import-preview", pending.token)
    form = ColumnsForm(
        request.POST or None, header=table.header, mapping=_mapping(pending, school, table.header)
    )
    if request.method == "POST" and form.is_valid():
        pending.mapped(form.mapping())
        if form.cleaned_data["keep"]:
            remember_mapping(Mapping(form.mapping()), school=school, by=pending.uploaded_by)
        return redirect("import-preview", pending.token)
    first_rows = [row.cells for row in table.rows[:3]]
    context = {"form": form, "pending": pending, "header": table.header, "first_rows": first_rows}
    return render(request, "office/import_columns.html", context)


def _mapping(pending: PendingImport, school: School, header: tuple[str, ...]) -> dict[str, str]:
    if pending.mapping:
        return dict(pending.mapping)
    return (remembered_mapping(school, header) or guess_mapping(header)).columns


@require_safe
@held_by(*KEEPERS)
def import_preview(request: PersonRequest, token: UUID) -> HttpResponse:
    """All that would change and all that is wrong. Nothing is written here."""
    if run := waiting.run_of(token, request.user.person):
        return redirect("import-done", run.token)
    pending = _pending(request, token)
    try:
        plan = waiting.plan_of(pending, timezone.localdate())
    except PlanOutdated:
        return _gone(request, pending)
    pending.shown(plan.fingerprint)
    kind = KIND_OF_KEY[pending.kind]
    return render(
        request,
        "office/import_preview.html",
        {
            "pending": pending,
            "kind": kind,
            "preview": Preview(plan),
            "asks_columns": Asks.COLUMNS in kind.asks,
        },
    )


@require_POST
@held_by(*KEEPERS)
def import_take_over(request: PersonRequest, token: UUID) -> HttpResponse:
    """The agreement. Sent twice it is done once."""
    if run := waiting.run_of(token, request.user.person):
        return redirect("import-done", run.token)
    pending = _pending(request, token)
    try:
        run = waiting.take_over(pending, timezone.localdate())
    except PlanOutdated:
        messages.warning(
            request,
            _("Something changed since you looked, so nothing was taken over. Look again and then agree."),
        )
        return redirect("import-preview", token)
    return redirect("import-done", run.token)


@require_POST
@held_by(*KEEPERS)
def import_cancel(request: PersonRequest, token: UUID) -> HttpResponse:
    waiting.discard(_pending(request, token))
    messages.info(request, _("The file has been deleted. Nothing was changed."))
    return redirect("imports")


@require_safe
@held_by(*KEEPERS)
def import_done(request: PersonRequest, token: UUID) -> HttpResponse:
    person, on = request.user.person, timezone.localdate()
    run = _runs_for(person, on).filter(token=token).select_related("school", "by").first()
    if run is None:
        raise Http404
    context = {"run": run, "kind": KIND_OF_KEY[run.kind], "counts": counts_of(run)}
    return render(request, "office/import_done.html", context)


# --- who and what


def _kinds_for(person: Person, on: date) -> list[ImportKind]:
    """Nothing at all for who may bring in nothing: then this page does not exist."""
    for_board = may_import_for_board(person, on)
    kinds = [kind for kind in KINDS if for_board or not kind.for_board]
    if not for_board and not may_import(person, on).exists():
        raise Http404
    return kinds


def _runs_for(person: Person, on: date) -> QuerySet[ImportRun]:
    if may_import_for_board(person, on):
        return ImportRun.objects.all()
    return ImportRun.objects.filter(Q(school__in=may_import(person, on)) | Q(by=person.pk))


def _pending(request: PersonRequest, token: UUID) -> PendingImport:
    """A waiting file is seen by who brought it in, as long as that person may bring in such files."""
    person, on = request.user.person, timezone.localdate()
    pending = (
        PendingImport.objects.filter(uploaded_by=person.pk, pk=token)
        .select_related("school", "uploaded_by")
        .first()
    )
    if pending is None or pending.kind not in {kind.key for kind in _kinds_for(person, on)}:
        raise Http404
    if pending.school and not may_import(person, on).filter(pk=pending.school.pk).exists():
        raise Http404
    return pending


def _gone(request: PersonRequest, pending: PendingImport) -> HttpResponse:
    waiting.discard(pending)
    messages.warning(request, _("This file is no longer here. Bring it in again."))
    return redirect("imports")
