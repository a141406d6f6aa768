"""The addresses that every kind of dossier has."""

from django.urls import path

from .views import (
    agreements,
    correction,
    destruction,
    dossier,
    draft,
    export,
    glass,
    letter,
    opening,
    overview,
    proof,
    reading,
    seals,
    step,
)

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<str:key>/", agreements.agreement, name="agreement"),
    path("", overview.dossiers, name="dossiers"),
    path("open/", opening.choose, name="dossier-choose"),
    path("open/<slug:kind>/", opening.opening, name="dossier-open"),
    path("open/<slug:kind>/draft/", draft.opening_draft, name="dossier-open-draft"),
    path("glass/", glass.glass, name="glass"),
    path("glass/broken/", reading.broken_glass, name="broken-glass"),
    path("readings/", reading.readings, name="readings"),
    path("seals/", seals.seals, name="seals"),
    path("destructions/", destruction.destructions, name="destructions"),
    path("destructions/<int:key>/", destruction.decision, name="destruction-decision"),
    path("<str:key>/", dossier.dossier, name="dossier"),
    path("<str:key>/steps/<slug:step>/", step.step, name="dossier-step"),
    path("<str:key>/steps/<slug:step>/draft/", draft.step_draft, name="dossier-step-draft"),
    path("<str:key>/steps/<slug:step>/letter/", letter.preview, name="dossier-letter-preview"),
    path("<str:key>/entries/<int:number>/letter/", letter.letter, name="dossier-letter"),
    path("<str:key>/entries/<int:number>/correction/", correction.correction, name="dossier-correction"),
    path("<str:key>/why/", reading.why, name="dossier-why"),
    path("<str:key>/readers/", reading.readers, name="dossier-readers"),
    path("<str:key>/export/", export.export, name="dossier-export"),
    path("<str:key>/export.<str:form>", export.export_file, name="dossier-export-file"),
    path("<str:key>/proof/", proof.proof, name="dossier-proof"),
    path("<str:key>/destruction/", destruction.destruction, name="dossier-destruction"),
]
