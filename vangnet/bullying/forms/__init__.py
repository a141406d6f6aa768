"""Which form belongs to which step, read from top to bottom."""

from vangnet.core.dossiers.forms.plain import NoteForm, ReopenForm
from vangnet.core.dossiers.forms.steps import StepForm

from .handling import (
    AgainForm,
    AgreeFollowUpForm,
    AgreeForm,
    CloseForm,
    JudgeForm,
)
from .letters import InviteParentsForm, SendAgreementsForm
from .people import InvolveForm, ReportForm
from .talks import BullyingTalkForm, FollowUpForm, GroupTalkForm

FORMS: dict[str, type[StepForm]] = {
    "report": ReportForm,
    "involve": InvolveForm,
    "invite": InviteParentsForm,
    "talk": BullyingTalkForm,
    "talk_group": GroupTalkForm,
    "judge": JudgeForm,
    "agree": AgreeForm,
    "send_agreements": SendAgreementsForm,
    "agree_follow_up": AgreeFollowUpForm,
    "follow_up": FollowUpForm,
    "again": AgainForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
