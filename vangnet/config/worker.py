"""One worker of `vangnet serve`: Vangnet behind the web server, for as long as the server itself is there."""

import multiprocessing

from vangnet.config.parent import end_with_parent
from vangnet.config.wsgi import application as application

if server := multiprocessing.parent_process():
    end_with_parent(server.pid or 0)
