"""The addresses of staffing."""

from django.urls import path

from .views import chart, importing, planning, publications, tasks, training

urlpatterns = [
    path("", tasks.schools, name="staffing"),
    path("chart/", chart.board_chart, name="board-chart"),
    path("schools/<int:key>/chart/", chart.school_chart, name="school-chart"),
    path("functionaries/", tasks.schools_with, {"page": "functionaries"}, name="functionaries-schools"),
    path("training/", tasks.schools_with, {"page": "training"}, name="training-schools"),
    path("schools/<int:key>/", tasks.who_does_what, name="who-does-what"),
    path("schools/<int:key>/substitute/", tasks.add_substitute, name="substitute-add"),
    path("substitutes/<int:key>/end/", tasks.end_substitute, name="substitute-end"),
    path("schools/<int:key>/functionaries/", publications.functionaries, name="functionaries"),
    path("schools/<int:key>/functionaries/make/", publications.make_list, name="functionaries-make"),
    path("lists/<int:key>/", publications.functionary_list, name="functionary-list"),
    path("lists/<int:key>/pdf/", publications.functionary_list_pdf, name="functionary-list-pdf"),
    path("publications/<int:key>/take-back/", publications.take_back, name="publication-take-back"),
    path("schools/<int:key>/training/", training.training, name="training"),
    path("schools/<int:key>/training/certificate/", training.add_certificate, name="certificate-add"),
    path("schools/<int:key>/training/bring-in/", importing.bring_in, name="certificates-import"),
    path("schools/<int:key>/training/bring-in/look/", importing.look, name="certificates-look"),
    path("courses/", planning.courses, name="courses"),
    path("courses/<int:key>/take-back/", planning.take_back_course, name="course-take-back"),
    path("schools/<int:key>/training/plan/", planning.training_plan, name="training-plan"),
    path("schools/<int:key>/training/plans/", planning.adopted_plans, name="training-plans"),
    path("schools/<int:key>/training/session/", planning.add_session, name="session-add"),
    path("sessions/<int:key>/", planning.session, name="training-session"),
    path("certificates/<int:key>/scan/", training.scan, name="certificate-scan"),
    path("certificates/<int:key>/take-back/", training.take_back, name="certificate-take-back"),
]
