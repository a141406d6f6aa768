"""A report as plain values, from which a page or a program makes what it needs."""

from vangnet.plan.check.findings import SEVERITY_NAMES, Finding, Report, Severity
from vangnet.plan.check.said import Translate

Value = str | int | None | list["Value"] | dict[str, "Value"]


def as_data(report: Report, translate: Translate) -> dict[str, Value]:
    return {
        "file": report.name,
        "form": report.form,
        "pages": report.pages,
        "score": report.score,
        "counts": {str(each): report.count(each) for each in Severity},
        "chapters": [
            {"title": each.chapter, "score": each.points, "findings": each.findings}
            for each in report.chapters
        ],
        "findings": [finding_as_data(each, translate) for each in report.findings],
    }


def finding_as_data(finding: Finding, translate: Translate) -> dict[str, Value]:
    return {
        "kind": finding.kind.key,
        "title": translate(finding.kind.title),
        "severity": str(finding.severity),
        "severity_name": translate(SEVERITY_NAMES[finding.severity]),
        "line": finding.place.line or None,
        "page": finding.place.page,
        "chapter": finding.place.chapter,
        "quote": finding.quote,
        "why": finding.why.told(translate),
        "advice": translate(finding.kind.advice),
    }
