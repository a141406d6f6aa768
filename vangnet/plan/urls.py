"""The addresses of the plan."""

from django.urls import path

from .views import reading, writing

urlpatterns = [
    path("", reading.plan, name="plan"),
    path("board/", reading.board, name="plan-board"),
    path("board/paragraph/", writing.add_for_all, name="plan-paragraph-add-board"),
    path("schools/<int:key>/", reading.school, name="plan-school"),
    path("schools/<int:key>/paragraph/", writing.add, name="plan-paragraph-add"),
    path("paragraphs/<int:key>/", writing.edit, name="plan-paragraph"),
    path("paragraphs/<int:key>/leave-out/", writing.leave_out, name="plan-paragraph-leave-out"),
    path("paragraphs/<int:key>/history/", writing.history, name="plan-paragraph-history"),
]
