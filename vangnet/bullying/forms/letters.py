"""Letters to the parents of one child: an invitation to a talk, and the agreements."""

from vangnet.core.dossiers.forms.inviting import InviteForm
from vangnet.core.dossiers.forms.to_parents import WritesToParent

from ..letters import AGREEMENTS, TO_A_TALK
from ..models import AgreementsSent


class InviteParentsForm(InviteForm):
    writes = TO_A_TALK


class SendAgreementsForm(WritesToParent):
    writes = AGREEMENTS
    sent_as = AgreementsSent
