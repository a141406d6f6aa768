"""One worker of `vangnet serve`: Vangnet behind the web server, for as long as the server itself is there."""

import gc
import multiprocessing

from django.urls import get_resolver

from vangnet.config.parent import end_with_parent
from vangnet.config.wsgi import application as application

if server := multiprocessing.parent_process():
    end_with_parent(server.pid or 0)

# All pages are loaded before the first is asked for. What is loaded stays, so Python need not look through it for
# rubbish: that held up a page for some forty milliseconds now and then.
get_resolver().url_patterns  # noqa: B018 - reading it loads them
gc.collect()
gc.freeze()
