"""Bringing in a list of certificates: the file, what its columns mean, what would be recorded, and then recording."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.core.access.bounds import takes_files
from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.imports.tables import Table
from vangnet.core.people.models import School

from ..access import KEEPS_TRAINING
from ..forms.importing import MOST_BYTES, ListFileForm, MeaningsForm, packed, unpacked
from ..importing import guess, plan, table_of, take_over


@takes_files(MOST_BYTES)
@require_http_methods(["GET", "POST"])
@may(KEEPS_TRAINING, School)
def bring_in(request: PersonRequest, school: School) -> HttpResponse:
    form = ListFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        table = table_of(form.cleaned_data["file"])
        for problem in table.problems:
            form.add_error("file", problem.text())
        if not table.rows and not table.problems:
            form.add_error("file", _("This list has no lines below its header."))
        if not form.errors:
            return _columns(
                request, school, table, MeaningsForm(None, header=table.header, mapping=guess(table.header))
            )
    status = 422 if form.errors else 200
    return render(
        request, "staffing/certificates_import.html", {"form": form, "school": school}, status=status
    )


def _columns(request: PersonRequest, school: School, table: Table, form: MeaningsForm) -> HttpResponse:
    context = {
        "form": form,
        "school": school,
        "table": packed(table, _salt(request, school)),
        "header": table.header,
        "first_rows": [row.cells for row in table.rows[:3]],
    }
    return render(request, "staffing/certificates_columns.html", context, status=422 if form.errors else 200)


@require_POST
@may(KEEPS_TRAINING, School)
def look(request: PersonRequest, school: School) -> HttpResponse:
    """What would be recorded and what is wrong; with `agreed` it is recorded, when nothing is wrong."""
    table = unpacked(request.POST.get("table", ""), _salt(request, school))
    if table is None:
        messages.warning(request, _("This list is no longer here. Bring it in again."))
        return redirect("certificates-import", school.pk)
    form = MeaningsForm(request.POST, header=table.header, mapping={})
    if not form.is_valid():
        return _columns(request, school, table, form)
    planned = plan(table, form.mapping(), school, timezone.localdate())
    if "agreed" in request.POST and not planned.problems:
        try:
            number = take_over(planned, school, request.user.person, timezone.now())
        except IntegrityError:  # somebody brought in the same list at this moment
            number = 0
        said = ngettext(
            "%(number)s certificate is recorded.", "%(number)s certificates are recorded.", number
        )
        messages.success(request, said % {"number": number})
        return redirect("training", school.pk)
    context = {"form": form, "school": school, "table": request.POST["table"], "plan": planned}
    return render(
        request, "staffing/certificates_look.html", context, status=422 if planned.problems else 200
    )


def _salt(request: PersonRequest, school: School) -> str:
    return f"certificates-{school.pk}-{request.user.person.pk}"
