"""What is filled in for each step after aggression by a parent."""

from vangnet.core.dossiers.forms.steps import StepForm

from .access_ban import BanForm, CopyForm, HandOverForm, ReviewForm, WarnForm
from .at_once import BreachForm, PoliceForm, RecordForm, TimeOutForm
from .talking import CannotWaitForm, CloseForm, NoteForm, ReopenForm, TalkAgainForm

FORMS: dict[str, type[StepForm]] = {
    "record_aggression": RecordForm,
    "time_out": TimeOutForm,
    "talk": TalkAgainForm,
    "warn": WarnForm,
    "cannot_wait": CannotWaitForm,
    "hand_over": HandOverForm,
    "ban": BanForm,
    "copy_to_board": CopyForm,
    "review": ReviewForm,
    "police": PoliceForm,
    "breach": BreachForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
