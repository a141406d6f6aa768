"""The addresses of what is kept for emergencies."""

from django.urls import path

from .views import actions, card, days, drills, plan_files, plans, schools

urlpatterns = [
    path("", schools.schools, name="emergencies"),
    path("schools/<int:key>/plan/", plans.plan, name="emergencies-plan"),
    path("schools/<int:key>/plan/new/", plans.new, name="emergencies-plan-new"),
    path("schools/<int:key>/plan/situation/", plans.situation, name="emergencies-situation"),
    path(
        "situations/<int:key>/take-back/", plans.take_situation_back, name="emergencies-situation-take-back"
    ),
    path("plans/<int:key>/", plans.version, name="emergencies-plan-version"),
    path("plans/<int:key>/confirm/", plans.confirmed, name="emergencies-plan-confirm"),
    path("plans/<int:key>/take-back/", plans.take_back, name="emergencies-plan-take-back"),
    path("plans/<int:key>/files/", plan_files.add, name="emergencies-plan-file-add"),
    path("plan-files/<int:key>/", plan_files.download, name="emergencies-plan-file"),
    path("plan-files/<int:key>/take-back/", plan_files.take_back, name="emergencies-plan-file-take-back"),
    path("schools/<int:key>/card/", card.card, name="emergencies-card"),
    path("schools/<int:key>/card/edit/", card.edit, name="emergencies-card-edit"),
    path("schools/<int:key>/days/", days.days, name="emergencies-days"),
    path("schools/<int:key>/days/fewest/", days.fewest, name="emergencies-fewest"),
    path("schools/<int:key>/days/officers/<int:person>/", days.week, name="emergencies-week"),
    path("schools/<int:key>/drills/", drills.drills, name="emergencies-drills"),
    path("schools/<int:key>/drills/record/", drills.record, name="emergencies-drill-record"),
    path("drills/<int:key>/", drills.drill, name="emergencies-drill"),
    path("drills/<int:key>/correct/", drills.correct, name="emergencies-drill-correct"),
    path("drills/<int:key>/take-back/", drills.take_back, name="emergencies-drill-take-back"),
    path("drills/<int:key>/actions/", actions.add, name="emergencies-action-add"),
    path("actions/<int:key>/done/", actions.done, name="emergencies-action-done"),
    path("actions/<int:key>/take-back/", actions.take_back, name="emergencies-action-take-back"),
]
