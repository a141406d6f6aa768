"""What several dossiers are about in a few words: the people in them, for who may know the dossiers."""

from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext

from .models import Subject

MOST = 3


def named(dossiers: Collection[int], roles: Collection[str] = ()) -> dict[int, str]:
    """Those who have one of these roles (none given: any). A name that stands sealed is not opened for a list."""
    rows = (
        Subject.objects.standing().filter(dossier__in=dossiers).select_related("pupil", "person", "guardian")
    )
    if roles:
        rows = rows.filter(role__in=roles)
    names: dict[int, list[str]] = defaultdict(list)
    for row in rows.defer("name").order_by("dossier", "entry", "position"):
        somebody = row.pupil or row.person or row.guardian
        names[row.dossier_id].append(somebody.full_name if somebody else gettext("somebody else"))
    return {key: ", ".join(_few(list(dict.fromkeys(found)))) for key, found in names.items()}


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= MOST else [*names[:MOST], "…"]
