"""A report of the check: as a page, and for programs as JSON or SARIF."""

import json
from importlib.metadata import version
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vangnet.core.access.guard import PersonRequest
from vangnet.core.people.models import School

from ..check.findings import Report
from ..check.telling.data import as_data
from ..check.telling.sarif import as_sarif
from ..told import PlaceOf, choices, chosen, groups

ENDINGS = {"json": "json", "sarif": "sarif.json"}


def report_page(
    request: PersonRequest, school: School, report: Report, place_of: PlaceOf, **more: Any
) -> HttpResponse:
    """`more` has its title and day; of a file who brought it in, and where the report is had as a file."""
    only = chosen(request.GET.get("severity", ""))
    context = {
        "school": school,
        "report": report,
        "groups": groups(report, place_of, only),
        "only": only,
        "choices": choices(report, only),
        **more,
    }
    return render(request, "plan/report.html", context)


def as_download(report: Report, form: str) -> HttpResponse:
    if form not in ENDINGS:
        raise Http404
    told = as_data(report, _) if form == "json" else as_sarif(report, _, version("vangnet"))
    response = HttpResponse(json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json")
    name = f"{report.name}.{ENDINGS[form]}"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
