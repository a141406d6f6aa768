"""SARIF 2.1.0: the form in which programs that show findings beside a text expect them."""

import hashlib
from urllib.parse import quote

from vangnet.plan.check.findings import Finding, Report, Severity
from vangnet.plan.check.kinds import KINDS
from vangnet.plan.check.said import Translate

from .data import Value

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
WITH_LINES = {"txt", "md", "html"}  # of other files a line says nothing to a program
LEVELS = {Severity.SERIOUS: "error", Severity.NOTABLE: "warning", Severity.MINOR: "note"}


def as_sarif(report: Report, translate: Translate, version: str) -> dict[str, Value]:
    rules: list[Value] = [
        {
            "id": kind.key,
            "shortDescription": {"text": translate(kind.title)},
            "help": {"text": translate(kind.advice)},
            "defaultConfiguration": {"level": LEVELS[kind.severity]},
        }
        for kind in KINDS
    ]
    results: list[Value] = [_result(each, report, translate) for each in report.findings]
    driver: dict[str, Value] = {"name": "vangnet plan check", "version": version, "rules": rules}
    run: dict[str, Value] = {
        "tool": {"driver": driver},
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding, report: Report, translate: Translate) -> dict[str, Value]:
    why = finding.why.told(translate)
    location: dict[str, Value] = {"artifactLocation": {"uri": quote(report.name)}}
    if finding.place.line and report.form in WITH_LINES:
        location["region"] = {"startLine": finding.place.line, "snippet": {"text": finding.quote}}
    mark = hashlib.sha256(f"{finding.kind.key}\n{finding.quote}\n{finding.why}".encode()).hexdigest()
    return {
        "ruleId": finding.kind.key,
        "ruleIndex": KINDS.index(finding.kind),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{why} {translate(finding.kind.advice)}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"kindQuoteWhy/v1": mark},
        "properties": {
            "place": str(finding.place),
            "page": finding.place.page,
            "chapter": finding.place.chapter,
        },
    }
