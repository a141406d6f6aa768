"""What a phone asks and tells: the list once, words since the last one it heard, and its own words, closed.

It asks every two and a half seconds while its page is looked at; such a question costs the same however many names
there are, for the list is only given to who does not have it.
"""

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.grounds import own_groups
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from ..access import CALL, LEAD, works_at
from ..hearing import hear
from ..models import RollCall
from ..moments import as_number
from ..opening import running
from ..parcels import MOST_AT_ONCE, told_by
from ..roster import roster
from ..scene import extras_of, names_of
from ..sealing import Sealed
from .now import school_of

KEPT_PAGE_WORKER = "ui/kept_page_worker.js"
PATIENCE = 3000  # milliseconds: outside nobody waits for a line


@require_safe
@held_by(*sorted(STAFF_OF_A_SCHOOL))
def state(request: PersonRequest) -> HttpResponse:
    """What runs at the school now: nothing, the roll-call that the phone knows, or another one with its list."""
    now = timezone.now()
    person, on = request.user.person, timezone.localdate(now)
    school = school_of(request, list(works_at(person, on)))
    runs = running(school, now)
    told: dict[str, object] = {"now": as_number(now), "csrf": get_token(request), "call": None}
    if runs:
        is_new = request.GET.get("call") != str(runs.key)
        since = 0 if is_new else number_in(request.GET.get("since", "")) or 0
        told |= _words(runs, since) | {"call": str(runs.key)}
        told |= _list(runs, person, now) if is_new else {}
    return JsonResponse(told)


def _words(runs: RollCall, since: int) -> dict[str, object]:
    sealed, rows = Sealed(runs), list(runs.words.filter(number__gt=since))
    words = sealed.words(rows)
    names = names_of({word.by for word in words})
    told = [
        {
            "token": str(word.token),
            "about": word.about,
            "said": word.said,
            "by": word.by,
            "name": names[word.by],
            "at": as_number(word.at),
            "answers": str(word.answers) if word.answers else None,
        }
        for word in words
    ]
    extras = [vars(each) for each in extras_of(sealed)] if rows else []
    return {"words": told, "extras": extras, "last": rows[-1].number if rows else since}


def _list(runs: RollCall, person: Person, now: datetime) -> dict[str, object]:
    own = set(own_groups(person, timezone.localdate(now)).values_list("pk", flat=True))
    groups = [
        {
            "number": group.number,
            "name": group.name,
            "isOwn": group.number in own,
            "people": [vars(each) for each in group.expected],
        }
        for group in roster(runs.school, timezone.localdate(runs.opened_at))
    ]
    return {
        "list": {
            "occasion": runs.get_occasion_display(),
            "school": runs.school.name,
            "openedBy": runs.opened_by.full_name,
            "openedAt": as_number(runs.opened_at),
            "groups": sorted(groups, key=lambda group: not group["isOwn"]),
            "me": {"by": person.pk, "name": person.full_name},
            "mayClose": LEAD.allows(person, runs, timezone.localdate(now)),
        }
    }


@require_POST
@may(CALL, RollCall, by="key")
def words(request: PersonRequest, roll_call: RollCall) -> HttpResponse:
    """Words of this person, each closed on its own; which of them can't be taken is said by their place."""
    now = timezone.now()
    parcels = request.POST.getlist("sealed")[:MOST_AT_ONCE]
    told = [told_by(parcel, request.user, now) for parcel in parcels]
    heard = hear(roll_call, request.user.person, [each for each in told if each], now)
    refused = [place for place, each in enumerate(told) if each is None or each.token in heard.unknown]
    return JsonResponse({"refused": refused, "taken": len(parcels), "isClosed": heard.was_closed})


@require_safe
@held_by(*sorted(STAFF_OF_A_SCHOOL))
def offline(request: PersonRequest) -> HttpResponse:
    """The page that a phone keeps for when there is no line; drawn without a request, so that it knows nobody."""
    return HttpResponse(render_to_string("rollcall/offline.html"))


@require_safe
@held_by(*sorted(STAFF_OF_A_SCHOOL))
def worker(request: PersonRequest) -> HttpResponse:
    """The script that gives the kept page when the page itself can't be fetched; it governs no other page."""
    return render(request, KEPT_PAGE_WORKER, {"patience": PATIENCE}, content_type="text/javascript")
