"""The addresses of what is kept for emergencies."""

from django.urls import path

from .views import actions, drills, schools

urlpatterns = [
    path("", schools.schools, name="emergencies"),
    path("schools/<int:key>/drills/", drills.drills, name="emergencies-drills"),
    path("schools/<int:key>/drills/record/", drills.record, name="emergencies-drill-record"),
    path("drills/<int:key>/", drills.drill, name="emergencies-drill"),
    path("drills/<int:key>/correct/", drills.correct, name="emergencies-drill-correct"),
    path("drills/<int:key>/take-back/", drills.take_back, name="emergencies-drill-take-back"),
    path("drills/<int:key>/actions/", actions.add, name="emergencies-action-add"),
    path("actions/<int:key>/done/", actions.done, name="emergencies-action-done"),
    path("actions/<int:key>/take-back/", actions.take_back, name="emergencies-action-take-back"),
]
