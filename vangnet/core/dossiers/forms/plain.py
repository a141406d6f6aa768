"""Steps that most kinds of dossier know alike: a note, the end, and opening it again."""

from django.utils.translation import gettext_lazy as _

from .steps import StepForm


class NoteForm(StepForm):
    says = _("What must be known?")


class CloseForm(StepForm):
    says = _("How does it end?")
    hint = _("One or two sentences for whoever reads this later.")
    needs_text = False


class ReopenForm(StepForm):
    says = _("Why is it opened again?")
