"""A page for whoever watches the server: whether it can do its work at this moment, and nothing else."""

from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vangnet.core.dossiers.models import Ledger
from vangnet.core.keys.installation import KeyTrouble, installation_cipher
from vangnet.core.keys.models import KeyCheck


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    troubles = list(_troubles())
    says = f"unhealthy: {', '.join(troubles)}\n" if troubles else "healthy\n"
    return HttpResponse(says, status=503 if troubles else 200, content_type="text/plain; charset=utf-8")


def _troubles() -> Iterator[str]:
    """One small question to each database; the reason stands in the log and on the administrator's page."""
    try:
        Ledger.objects.exists()
    except DatabaseError:
        yield "the main database does not answer"
        return
    try:
        if KeyCheck.objects.exists():
            installation_cipher()
        else:
            yield "the key store is empty"
    except DatabaseError:
        yield "the key store does not answer"
    except KeyTrouble:
        yield "the installation's key can't be used"
