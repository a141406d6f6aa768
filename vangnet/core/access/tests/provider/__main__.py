"""Serve until told to stop; prints the port. Arguments: the addresses to which it may send people back."""

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "vangnet.core.access.tests.provider.settings"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        return None


def fill(addresses: list[str]) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from vangnet.core.access.tests.provider.people import CLIENT, PASSWORD, PEOPLE, SECRET

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        user = get_user_model().objects.create_user(name, password=PASSWORD)
        EmailAddress.objects.create(user=user, email=f"{name}@example.org", verified=True, primary=True)
    client = Client(id=CLIENT, name="Vangnet", scopes="openid\nprofile\nemail", skip_consent=True)
    client.set_secret(SECRET)
    client.set_redirect_uris(addresses)
    client.save()


def main() -> None:
    import django
    from django.core.wsgi import get_wsgi_application

    django.setup()
    fill(sys.argv[1:])
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()


main()
