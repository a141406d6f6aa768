"""Who of the board was consulted, and who decided: the board, or the head under a mandate (WPO art. 40 lid 1)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.forms.steps import About, StepForm
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.ui.widgets import ChoiceCards

SOMEBODY_ELSE = 0


def board_over(about: About) -> dict[int, str]:
    """Who decides for the board of this school today: executive board, and the director of its cluster."""
    of_cluster = Q(role=Role.CLUSTER_DIRECTOR, cluster=about.dossier.school.cluster_id)
    return _held(about, Q(role=Role.EXECUTIVE_BOARD) | of_cluster)


def heads_of(about: About) -> dict[int, str]:
    return _held(about, Q(role=Role.HEAD, school=about.dossier.school_id))


def _held(about: About, wanted: Q) -> dict[int, str]:
    rows = Appointment.objects.filter(holds_on(about.on), wanted).select_related("person")
    return {row.person_id: f"{row.person.full_name}, {row.get_role_display().lower()}" for row in rows}


def somebody_else() -> tuple[int, str]:
    return SOMEBODY_ELSE, gettext("Somebody else of the board; write below who")


class DecidesForm(StepForm):
    when = _("When was it decided?")

    decided_by = forms.TypedChoiceField(
        label=_("Who decided?"),
        coerce=int,
        widget=ChoiceCards(),
        error_messages=either(_("Choose who decided.")),
    )
    mandate = forms.CharField(
        label=_("Under which mandate did the head decide?"),
        help_text=_(
            "Where it stands, such as the board's management statute. Leave empty when the board decided."
        ),
        required=False,
        max_length=200,
    )

    def prepare(self) -> None:
        board = board_over(self.about)
        self.heads = {key: label for key, label in heads_of(self.about).items() if key not in board}
        self.field("decided_by").choices = [*board.items(), *self.heads.items(), somebody_else()]
        if self.about.corrects and self.initial.get("decided_by") is None:
            self.initial["decided_by"] = SOMEBODY_ELSE

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("decided_by") in self.heads and not said.get("mandate"):
            says = _(
                "It is the board that decides. Write down where the head's mandate stands, or choose the board."
            )
            self.add_error("mandate", says)
        return said

    def decided(self) -> dict[str, Any]:
        """The columns of a decision."""
        said = self.cleaned_data
        mandate = said["mandate"] if said["decided_by"] in self.heads else ""
        return {"decided_by_id": said["decided_by"] or None, "mandate": mandate}
