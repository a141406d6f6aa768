"""The addresses of staffing."""

from django.urls import path

from .views import tasks

urlpatterns = [
    path("", tasks.schools, name="staffing"),
    path("schools/<int:key>/", tasks.who_does_what, name="who-does-what"),
    path("schools/<int:key>/substitute/", tasks.add_substitute, name="substitute-add"),
    path("substitutes/<int:key>/end/", tasks.end_substitute, name="substitute-end"),
]
