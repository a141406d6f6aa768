"""The report to the contact point, and who has a part in it: pupils alone. Adults who bully have another way."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.about_people import AboutPeople, OpeningForm
from vangnet.core.dossiers.forms.fields import either
from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.people_search import Register
from vangnet.ui.widgets import ChoiceCards

from ..models import BullyingReport, Part

PUPILS = frozenset({Register.PUPIL})
PARTS = (Part.BULLIED, Part.BULLY, Part.FOLLOWER, Part.BYSTANDER)


class ReportForm(OpeningForm):
    says = _("What was told or seen?")
    hint = _("What happens, where, how often, since when? In the words of who tells it. Facts, no opinion.")
    when = _("When did it last happen, as far as is known?")
    legend = _("Which pupils? Leave it empty if you do not know yet")
    roles = PARTS
    registers = PUPILS

    source = forms.ChoiceField(
        label=_("Who reported it?"),
        choices=BullyingReport.Source,
        widget=ChoiceCards(hints={BullyingReport.Source.STAFF: _("That may be you.")}),
        error_messages=either(_("Choose who reported it.")),
    )
    reporter = forms.CharField(
        label=_("Name of who reported it"),
        help_text=_("Empty for who wants to stay unknown. Only who handles bullying reads it."),
        required=False,
        max_length=100,
    )

    def prepare(self) -> None:
        """What follows from an incident can be opened as it stands: two clicks, and the rest is for the talks."""
        super().prepare()
        if self.carried:
            self.initial.setdefault("source", BullyingReport.Source.STAFF)
            self.initial.setdefault(
                "text", gettext("This follows from a registered incident; it is told there.")
            )

    def facts(self) -> list[Fact]:
        said = self.cleaned_data
        return [BullyingReport(source=said["source"], reporter=said["reporter"]), *super().facts()]


class InvolveForm(AboutPeople):
    says = _("How do you know?")
    needs_text = False
    when = _("When did this become clear?")
    legend = _("Which pupils?")
    roles = PARTS
    registers = PUPILS

    def _missing(self) -> list[Any]:
        return [] if self.people.chosen else [_("Choose at least one pupil.")]
