"""The addresses of the risk assessment."""

from django.urls import path

from .views import imports, overview, recording, risks

urlpatterns = [
    path("", overview.hazards, name="hazards"),
    path("schools/<int:key>/", overview.school, name="hazards-school"),
    path("schools/<int:key>/plan.pdf", overview.on_paper, name="hazards-plan"),
    path("schools/<int:key>/assessment/", recording.add_assessment, name="hazards-assessment-add"),
    path("schools/<int:key>/change/", recording.add_change, name="hazards-change-add"),
    path("schools/<int:key>/evaluation/", recording.add_evaluation, name="hazards-evaluation-add"),
    path("assessments/<int:key>/review/", recording.add_review, name="hazards-review-add"),
    path("assessments/<int:key>/paper/", recording.paper, name="hazards-paper"),
    path("assessments/<int:key>/risk/", risks.add_risk, name="hazards-risk-add"),
    path("assessments/<int:key>/import/", imports.upload, name="hazards-import"),
    path("assessments/<int:key>/import/columns/", imports.columns, name="hazards-import-columns"),
    path("reviews/<int:key>/paper/", recording.review_paper, name="hazards-review-paper"),
    path("risks/<int:key>/measure/", risks.add_measure, name="hazards-measure-add"),
    path("measures/<int:key>/", risks.measure, name="hazards-measure"),
    path("measures/<int:key>/move/", risks.move, name="hazards-measure-move"),
    path("measures/<int:key>/end/", risks.end, name="hazards-measure-end"),
    path("take-back/<str:kind>/<int:key>/", recording.take_back, name="hazards-take-back"),
]
