"""Steps of both kinds that ask for a text alone."""

from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm


class LegalReviewForm(StepForm):
    says = _("What did the lawyer say?")
    hint = _("Of which lawyer, and what follows from it here?")


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
