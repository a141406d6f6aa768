"""The form of each step."""

from vangnet.core.dossiers.forms.steps import StepForm

from .by_board import (
    CloseForm,
    ConsultForm,
    DecideForm,
    MeasureForm,
    NoteForm,
    PoliceForm,
    ReopenForm,
    TellAccusedForm,
    TellBoardForm,
    TellInspectorForm,
    TellParentsForm,
)
from .record import RecordForm

FORMS: dict[str, type[StepForm]] = {
    "record_suspicion": RecordForm,
    "tell_board": TellBoardForm,
    "measure": MeasureForm,
    "consult": ConsultForm,
    "decide": DecideForm,
    "tell_parents": TellParentsForm,
    "tell_accused": TellAccusedForm,
    "report_police": PoliceForm,
    "tell_inspector": TellInspectorForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
