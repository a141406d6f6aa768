"""The words that a school's card begins with: our own, to be made the school's own. A line is a step.

They follow the five tasks of the officers in the plan (safety plan 3.5.2) and those of the Arbowet (art. 15): report
and warn, empty the building, give first aid, fight a small fire, and lead.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def proposed() -> Mapping[str, str]:
    """In the language of whoever asks."""
    return {
        "alarm": _("A loud, slow tone that is heard in the whole building"),
        "assembly_place": _("Fill in: where does everybody gather, out of the way of the fire brigade?"),
        "everybody": _lines(
            _("Do you see fire or smoke? Press the nearest red button and warn whoever is near you."),
            _(
                "Call 112, or let somebody call: which school, which address, what is going on, is anybody hurt."
            ),
            _("Close windows and doors, and leave them unlocked. Do not take the lift."),
            _("Leave by the nearest free exit. Coats and bags stay where they are."),
            _("Stay at the assembly place until the head of emergency response says that it is over."),
        ),
        "teachers": _lines(
            _("Take the list of your group and count before you go."),
            _("Look in the toilets, the corridor and the quiet corners. The last one out shuts the door."),
            _("Keep the group together, and count again at the assembly place."),
            _("Tell the head of emergency response at once: complete, or who is missing."),
        ),
        "officers": _lines(
            _("Put on your vest and hear from the head of emergency response which part is yours."),
            _("Look in every room, toilet and store of your part. Shut each door behind you."),
            _("Help who can't get out alone. Give first aid."),
            _("Put out a small fire only while your own way out is free."),
            _("Report: my part is empty, or who is still inside."),
        ),
        "head_officer": _lines(
            _("Take the lead. Decide whether the building is emptied."),
            _("Make sure that 112 was called, and that somebody waits for the fire brigade at the gate."),
            _("Gather the reports: which groups are complete, which parts are empty, who is missing."),
            _("Tell the fire brigade who is missing and where, and give them the floor plans."),
            _("Nobody goes back in before the fire brigade says so."),
        ),
        "reporting_point": _lines(
            _("Call 112 and stay on the line. Warn the head of emergency response."),
            _("Take the telephone, the lists of who is in today and the book of visitors outside."),
            _("Ring the parents only when the head asks for it; all else goes through the head."),
        ),
        "inside": _lines(
            _("Smoke or a dangerous substance outside? Everybody in. Windows, doors and ventilation shut."),
            _("Follow NL-Alert and the regional broadcaster."),
            _("Count, and report who is missing. Nobody goes home before the head says so."),
        ),
    }


def _lines(*steps: str) -> str:
    return "\n".join(steps)
