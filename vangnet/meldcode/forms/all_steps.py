"""The form of each step."""

from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm

from .carrying_out import AnswerForm, ArrangeHelpForm, CloseForm, ReportForm
from .consulting import AskVeiligThuisForm, ConsultForm
from .deciding import DecideForm, InformDirectorForm
from .signals import AddSignalsForm, RecordSignalsForm
from .talking import NotTalkedForm, TalkedForm
from .weighing import EvaluateHelpForm, WeighForm


class ReferenceIndexForm(StepForm):
    says = _("Who gave the signal, and what came of it?")
    when = _("When was the signal given?")


class NoteForm(StepForm):
    says = _("What must be known?")


class ReopenForm(StepForm):
    says = _("Why is it opened again?")


FORMS: dict[str, type[StepForm]] = {
    "record_signals": RecordSignalsForm,
    "add_signals": AddSignalsForm,
    "consult": ConsultForm,
    "ask_veilig_thuis": AskVeiligThuisForm,
    "talk": TalkedForm,
    "no_talk": NotTalkedForm,
    "weigh": WeighForm,
    "inform_director": InformDirectorForm,
    "decide": DecideForm,
    "report_to_veilig_thuis": ReportForm,
    "answer": AnswerForm,
    "arrange_help": ArrangeHelpForm,
    "evaluate_help": EvaluateHelpForm,
    "reference_index": ReferenceIndexForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
