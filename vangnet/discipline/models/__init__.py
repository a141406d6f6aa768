"""The facts of both kinds, and in which steps of each they stand."""

from vangnet.core.dossiers.models import Invitation, Letter, Talk

from .removal import (
    Admissibility,
    AttendanceOfficerTold,
    DisputeBrought,
    DisputeEnded,
    ObjectionDecided,
    ObjectionMade,
    RemovalDecided,
    RemovalGround,
    SchoolAsked,
    TeacherHeard,
)
from .shared import LetterSent, ParentsNotHeard, Part
from .suspension import (
    BoardConsulted,
    InspectorateReport,
    LawfulAbsence,
    SuspensionDecided,
    SuspensionGround,
)

OF_SUSPENSION = {
    SuspensionGround: frozenset({"propose_suspension"}),
    BoardConsulted: frozenset({"consult_board"}),
    ParentsNotHeard: frozenset({"hear_parents", "hear_objection"}),
    SuspensionDecided: frozenset({"decide_suspension"}),
    LetterSent: frozenset({"send_letter"}),
    InspectorateReport: frozenset({"report_inspectorate"}),
    LawfulAbsence: frozenset({"enter_absence"}),
    ObjectionMade: frozenset({"objection"}),
    ObjectionDecided: frozenset({"decide_objection"}),
    Talk: frozenset({"hear_parents", "return_talk", "hear_objection"}),
    Invitation: frozenset({"invite"}),
    Letter: frozenset({"invite", "send_letter", "report_inspectorate", "decide_objection"}),
}
OF_REMOVAL = {
    RemovalGround: frozenset({"intend_removal"}),
    LetterSent: frozenset({"announce_intention", "send_decision"}),
    TeacherHeard: frozenset({"hear_teacher"}),
    ParentsNotHeard: frozenset({"hear_parents", "hear_objection"}),
    SchoolAsked: frozenset({"search_school"}),
    Admissibility: frozenset({"admissibility"}),
    RemovalDecided: frozenset({"decide_removal"}),
    AttendanceOfficerTold: frozenset({"tell_attendance_officer"}),
    ObjectionMade: frozenset({"objection"}),
    DisputeBrought: frozenset({"dispute"}),
    DisputeEnded: frozenset({"dispute_ended"}),
    ObjectionDecided: frozenset({"decide_objection"}),
    Talk: frozenset({"hear_parents", "hear_objection"}),
    Invitation: frozenset({"invite"}),
    Letter: frozenset({"invite", "announce_intention", "send_decision", "decide_objection"}),
}

__all__ = [
    "OF_REMOVAL",
    "OF_SUSPENSION",
    "Admissibility",
    "AttendanceOfficerTold",
    "BoardConsulted",
    "DisputeBrought",
    "DisputeEnded",
    "InspectorateReport",
    "LawfulAbsence",
    "LetterSent",
    "ObjectionDecided",
    "ObjectionMade",
    "ParentsNotHeard",
    "Part",
    "RemovalDecided",
    "RemovalGround",
    "SchoolAsked",
    "SuspensionDecided",
    "SuspensionGround",
    "TeacherHeard",
]
