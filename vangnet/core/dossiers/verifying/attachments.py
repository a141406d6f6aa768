"""The files that registers keep: each there, and as it was stored."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vangnet.core.attachments import checking
from vangnet.core.keys.installation import KeyTrouble

from .findings import Finding, What


def check_attachments(*, opened: bool) -> Iterator[Finding]:
    try:
        for wrong in checking.wrong(opened=opened):
            yield _missing(wrong) if wrong.is_missing else _altered(wrong)
    except KeyTrouble as trouble:
        yield Finding(What.KEY_ALTERED, "", None, str(trouble))


def _missing(wrong: checking.Wrong) -> Finding:
    says = _("The file of attachment %(token)s is missing. It belongs to %(row)s.")
    return Finding(What.ATTACHMENT_MISSING, "", None, says % _place(wrong))


def _altered(wrong: checking.Wrong) -> Finding:
    says = _("The file of attachment %(token)s is not as it was stored. It belongs to %(row)s.")
    return Finding(What.ATTACHMENT_ALTERED, "", None, says % _place(wrong))


def _place(wrong: checking.Wrong) -> dict[str, str]:
    return {"token": str(wrong.attachment.token), "row": wrong.belongs_to()}
