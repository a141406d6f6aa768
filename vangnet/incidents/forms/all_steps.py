"""Which form belongs to which step, read from top to bottom."""

from vangnet.core.dossiers.forms.plain import CloseForm, NoteForm, ReopenForm
from vangnet.core.dossiers.forms.steps import StepForm

from .authorities import LabourReportForm, PoliceForm, StaffAccidentForm
from .handling import (
    AgreeFollowUpForm,
    AssessForm,
    EvaluateForm,
    FollowUpForm,
    LinkForm,
    MeasureForm,
)
from .parents import TellParentsForm

FORMS: dict[str, type[StepForm]] = {
    "assess": AssessForm,
    "measure": MeasureForm,
    "tell_parents": TellParentsForm,
    "agree_follow_up": AgreeFollowUpForm,
    "follow_up": FollowUpForm,
    "police": PoliceForm,
    "staff_accident": StaffAccidentForm,
    "labour_report": LabourReportForm,
    "link": LinkForm,
    "note": NoteForm,
    "evaluate": EvaluateForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
