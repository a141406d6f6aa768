"""Steps of both kinds that ask for a text alone."""

from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm


class LegalReviewForm(StepForm):
    says = _("What did the lawyer say?")
    hint = _("Of which lawyer, and what follows from it here?")
