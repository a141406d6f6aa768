"""The answer after something was recorded."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """The browser fetches the next page, so that reloading records nothing."""

    status_code = 303
