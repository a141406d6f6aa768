"""The addresses of the duties."""

from django.urls import path

from .views import duty, feed, own, year

urlpatterns = [
    path("", year.duties, name="duties"),
    path("board/", year.board, name="duties-board"),
    path("board/export.<str:form>", year.export, name="duties-board-export"),
    path("calendar/", feed.calendar_address, name="duties-calendar"),
    path("calendar/<str:secret>.ics", feed.feed, name="duties-feed"),
    path("own/", own.own_duties, name="own-duties"),
    path("own/new/", own.new, name="own-duty-new"),
    path("own/<int:number>/end/", own.end, name="own-duty-end"),
    path("<int:key>/<str:duty>/", duty.duty, name="duty"),
    path("<int:key>/<str:duty>/done/", duty.carried_out, name="duty-done"),
    path("<int:key>/<str:duty>/done/<int:number>/back/", duty.take_back, name="duty-taken-back"),
]
