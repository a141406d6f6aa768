"""What is filled in for each step of a complaint."""

from vangnet.core.dossiers.forms.steps import StepForm

from .at_school import CloseForm, DropForm, NoteForm, RecordForm, ReopenForm, TalkConcernedForm, TalkHeadForm
from .formal import AcknowledgeForm, BoardAnswerForm, CommitteeForm, InspectorForm, LodgeForm, TellBoardForm
from .opinion import AnswerOpinionForm, OpinionForm, PostponeForm

FORMS: dict[str, type[StepForm]] = {
    "record_complaint": RecordForm,
    "talk_concerned": TalkConcernedForm,
    "talk_head": TalkHeadForm,
    "lodge": LodgeForm,
    "acknowledge": AcknowledgeForm,
    "board_answer": BoardAnswerForm,
    "committee": CommitteeForm,
    "opinion": OpinionForm,
    "postpone": PostponeForm,
    "answer_opinion": AnswerOpinionForm,
    "tell_board": TellBoardForm,
    "inspector": InspectorForm,
    "drop": DropForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
