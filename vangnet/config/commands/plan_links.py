"""`vangnet plan links`: try every link in the plans, and say which do not work and where they stand."""

import argparse
import json
import sys
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import override

from vangnet.core.people.models import School
from vangnet.plan.links.standing import links_of
from vangnet.plan.links.trying import Outcome, State, try_all

from .imports import school_named

Places = Mapping[str, list[str]]
Outcomes = Mapping[str, Outcome]


def run(options: argparse.Namespace) -> int:
    schools = list(School.objects.filter(closed_on=None))
    if options.school:
        school = school_named(options.school)
        if school is None:
            print(f"There is no school {options.school}.", file=sys.stderr)
            return 2
        schools = [school]
    with override(settings.LANGUAGE_CODE):
        places = links_of(schools)
    outcomes = try_all(places, allows_private=options.private)
    if options.json:
        print(json.dumps(_as_data(outcomes, places), ensure_ascii=False, indent=2))
    else:
        _tell(outcomes, places)
    return 0 if all(each.state.is_fine for each in outcomes.values()) else 1


def _as_data(outcomes: Outcomes, places: Places) -> object:
    return [
        {
            "link": link,
            "state": str(each.state),
            "says": each.says,
            "leads_to": each.leads_to,
            "stands_in": places[link],
        }
        for link, each in outcomes.items()
    ]


def _tell(outcomes: Outcomes, places: Places) -> None:
    """What works is only counted."""
    for link, each in outcomes.items():
        if each.state is not State.WORKS:
            print(f"{link}\n    {each.state}: {each.says}")
            for place in places[link]:
                print(f"    stands in: {place}")
    states = [each.state for each in outcomes.values()]
    counts = ", ".join(f"{states.count(state)} {state}" for state in State if state in states)
    print(f"{len(states)} links tried{': ' if counts else '.'}{counts}")
