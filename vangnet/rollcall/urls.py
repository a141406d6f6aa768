"""The addresses of roll-calls."""

from django.urls import path

from .views import closing, now, phone

urlpatterns = [
    path("", now.roll_call, name="roll-call"),
    path("state/", phone.state, name="roll-call-state"),
    path("offline/", phone.offline, name="roll-call-offline"),
    path("worker.js", phone.worker, name="roll-call-worker"),
    path("past/", closing.roll_calls, name="roll-calls"),
    path("<uuid:key>/", closing.record, name="roll-call-record"),
    path("<uuid:key>/words/", phone.words, name="roll-call-words"),
    path("<uuid:key>/groups/<int:number>/", now.group, name="roll-call-group"),
    path("<uuid:key>/others/", now.others, name="roll-call-others"),
    path("<uuid:key>/close/", closing.close, name="roll-call-close"),
]
