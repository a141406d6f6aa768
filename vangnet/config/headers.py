"""What every answer tells the browser: run only our own files, show us in no frame, keep no page.

It stands outermost, so that refusals, errors and static files carry the same.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

# Nothing that is not named here may be loaded; nothing inline is named anywhere.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        # Text becomes part of a page only through the one policy of `ui/trusted_types.js`.
        "require-trusted-types-for 'script'",
        "trusted-types default",
    )
)

POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    "Referrer-Policy": "same-origin",
    "Server": "vangnet",  # and not which program with which version
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}

KEPT_NOWHERE = "no-store, private"
ONE_YEAR = 365 * 24 * 60 * 60
ONLY_TLS = f"max-age={ONE_YEAR}; includeSubDomains; preload"


def strict_headers(get_response: Handler) -> Handler:
    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        own = response.headers.get(POLICY)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if own:  # all of them hold, so an answer may forbid more and never allow more
            response.headers[POLICY] = f"{own}, {CONTENT_SECURITY_POLICY}"
        if settings.SECURE:
            response.headers["Strict-Transport-Security"] = ONLY_TLS
        # Static files bring their own: they hold nothing about anybody, and their name changes with their content.
        response.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        return response

    return respond
