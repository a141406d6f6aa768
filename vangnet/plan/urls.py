"""The addresses of the plan."""

from django.urls import path

from .views import annexes, bring, checks, coverage, documents, editions, public, reading, writing

urlpatterns = [
    path("", reading.plan, name="plan"),
    path("board/", reading.board, name="plan-board"),
    path("board/paragraph/", writing.add_for_all, name="plan-paragraph-add-board"),
    path("schools/<int:key>/", reading.school, name="plan-school"),
    path("schools/<int:key>/paragraph/", writing.add, name="plan-paragraph-add"),
    path("paragraphs/<int:key>/", writing.edit, name="plan-paragraph"),
    path("paragraphs/<int:key>/leave-out/", writing.leave_out, name="plan-paragraph-leave-out"),
    path("paragraphs/<int:key>/history/", writing.history, name="plan-paragraph-history"),
    path("schools/<int:key>/annexes/", annexes.annexes, name="plan-annexes"),
    path("schools/<int:key>/annexes/new/", annexes.add, name="plan-annex-add"),
    path("board/annexes/", annexes.annexes_of_the_board, name="plan-annexes-board"),
    path("board/annexes/new/", annexes.add_for_all, name="plan-annex-add-board"),
    path("annexes/<int:key>/", annexes.edit, name="plan-annex"),
    path("annexes/<int:key>/leave-out/", annexes.leave_out, name="plan-annex-leave-out"),
    path("annexes/<int:key>/file/", annexes.file, name="plan-annex-file"),
    path("schools/<int:key>/check/", checks.checks, name="plan-check"),
    path("schools/<int:key>/check/own/", checks.own, name="plan-check-own"),
    path("intakes/<int:key>/", checks.intake, name="plan-intake"),
    path("intakes/<int:key>/bring/", bring.bring, name="plan-bring"),
    path("intakes/<int:key>/remove/", checks.remove, name="plan-intake-remove"),
    path("intakes/<int:key>/report/<slug:form>/", checks.download, name="plan-intake-report"),
    path("schools/<int:key>/editions/", editions.editions, name="plan-editions"),
    path("schools/<int:key>/editions/send/", editions.send, name="plan-send"),
    path("editions/<int:key>/", editions.edition, name="plan-edition"),
    path("editions/<int:key>/changed/", editions.changed, name="plan-edition-changed"),
    path("editions/<int:key>/<slug:kind>/", editions.step, name="plan-edition-step"),
    path("coverage/", coverage.schools, name="plan-coverage-schools"),
    path("coverage/<slug:form>/", coverage.export, name="plan-coverage-export"),
    path("schools/<int:key>/coverage/", coverage.coverage, name="plan-coverage"),
    path("public/<slug:code>/", public.public, name="plan-public"),
    path("public/<slug:code>/plan.pdf", documents.of_the_public, name="plan-public-pdf"),
    path("schools/<int:key>/<slug:reach>.<slug:form>", documents.of_now, name="plan-document"),
    path(
        "editions/<int:key>/<slug:reach>.<slug:form>", documents.of_one_edition, name="plan-edition-document"
    ),
]
