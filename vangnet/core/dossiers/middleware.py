"""Turns a refusal of the spine into a page that says what stands in the way, what asks for it, and what to do."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vangnet.core.keys.installation import KeyTrouble

from .refusals import Blocked, NotYours, Overtaken
from .what_next import shown_obstacles

Handler = Callable[[HttpRequest], HttpResponse]


class ExplainRefusals:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        if isinstance(refusal, NotYours):
            raise Http404 from refusal
        if isinstance(refusal, Blocked):
            return render(
                request,
                "dossiers/blocked.html",
                {"obstacles": shown_obstacles(refusal.obstacles)},
                status=409,
            )
        if isinstance(refusal, Overtaken):
            return render(request, "dossiers/overtaken.html", {"entries": refusal.entries}, status=409)
        if isinstance(refusal, KeyTrouble):
            return render(request, "dossiers/unreadable.html", {"says": str(refusal)}, status=503)
        return None
