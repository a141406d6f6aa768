"""Where in a file a finding stands, as its reader looks for it; and a quote of a bearable length."""

from vangnet.core.words import _
from vangnet.plan.check.findings import Finding, Report
from vangnet.plan.check.said import Translate, say

LONGEST_QUOTE = 200


def where(finding: Finding, report: Report, translate: Translate) -> str:
    place = finding.place
    if not place.line:
        return ""
    if place.page:
        return say(_("p. %(page)s"), page=place.page).told(translate)
    text = _("line %(line)s") if report.counts == "line" else _("par. %(line)s")
    return say(text, line=place.line).told(translate)


def shortened(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
