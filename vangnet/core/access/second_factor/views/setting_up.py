"""My second step: what somebody has, adding to it, taking one away, and the recovery codes."""

from base64 import b64decode, b64encode
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...guard import PersonRequest, may, signed_in
from ...rules import Rule
from .. import passkeys, recovery, totp
from ..demands import demand_on
from ..forms import NO_ANSWER, AppForm, PasskeyForm
from ..models import Kind, SecondFactor
from ..proof import Proof, proven_just_now, record
from ..sealing import open_sealed, seal
from ..telling import tell

SECRET, SHOWN_ONCE = "app_secret", "new_recovery_codes"

OWN = Rule(
    "access.own_second_factor",
    "",
    lambda person, _on: Q(account__person=person.pk) & ~Q(kind=Kind.RECOVERY_CODE),
)


@require_safe
@signed_in
def overview(request: PersonRequest) -> HttpResponse:
    """Who has none yet chooses one here; who has one sees what there is."""
    proof, factors = Proof.of(request), SecondFactor.objects.of(request.user.pk)
    lacks = proof.lacks if proof else ""
    context = {
        "factors": factors.main(),
        "lacks": lacks,
        "is_demanded": demand_on(request.user.person, timezone.localdate()).is_demanded,
        "has_app": factors.filter(kind=Kind.APP).exists(),
        "passkeys_are_possible": passkeys.are_possible(request),
        "left": factors.unused_codes().count(),
        "few": recovery.FEW,
        "is_demonstration": settings.DEMO,
    }
    must = bool(lacks) or (context["is_demanded"] and not context["factors"])
    return render(request, "second_factor/begin.html" if must else "second_factor/overview.html", context)


# An app with codes


@require_http_methods(["GET", "POST"])
@signed_in
@proven_just_now
def app(request: PersonRequest) -> HttpResponse:
    if SecondFactor.objects.of(request.user.pk).filter(kind=Kind.APP).exists():
        raise Http404
    now, secret = timezone.now(), _secret(request)
    form = AppForm(request.POST or None, secret=secret, now=now)
    if request.method == "POST" and form.is_valid():
        row = SecondFactor(account=request.user, kind=Kind.APP, counter=form.step, made_at=now)
        row.content = secret
        row.save()
        del request.session[SECRET]
        return _added(request, row, now)
    address = totp.address(secret, request.user.email, request.get_host())
    side, path = totp.picture(address)
    context = {"form": form, "secret": totp.written(secret), "address": address, "side": side, "path": path}
    return render(request, "second_factor/app.html", context, status=422 if form.errors else 200)


def _secret(request: PersonRequest) -> bytes:
    """The same one until it is kept, so that a page that is loaded again doesn't outdate the app."""
    if SECRET not in request.session:
        sealed = seal(totp.new_secret(), request.user.pk, SECRET)
        request.session[SECRET] = b64encode(sealed).decode()
    return open_sealed(b64decode(request.session[SECRET]), request.user.pk, SECRET)


# Passkeys


@require_http_methods(["GET", "POST"])
@signed_in
@proven_just_now
def passkey(request: PersonRequest) -> HttpResponse:
    now, form = timezone.now(), PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"] or _("Passkey")
        try:
            row = passkeys.add(request, request.user, form.cleaned_data["credential"], name, now)
        except passkeys.NoProof:
            form.add_error(None, NO_ANSWER)
        else:
            return _added(request, row, now)
    context = {"form": form, "are_possible": passkeys.are_possible(request)}
    return render(request, "second_factor/passkey.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
@proven_just_now
def passkey_options(request: PersonRequest) -> HttpResponse:
    return JsonResponse(passkeys.creation_options(request, request.user))


def _added(request: PersonRequest, row: SecondFactor, now: datetime) -> HttpResponse:
    """From now on this session counts as proven; who has no recovery codes yet gets them at once."""
    request.session.cycle_key()
    record(request, request.user, now, by=row.kind)
    tell(
        request.user,
        f"second-factor-added-{row.pk}",
        _("Vangnet: a second step was added"),
        _("You can sign in with it from now on. Was it not you who did this? Then call your school at once."),
        now,
    )
    if not recovery.left(request.user.pk):
        return _new_codes(request, now)
    messages.success(request, _("Added. You can sign in with it from now on."))
    return redirect("second-factor")


# Taking one away


@require_http_methods(["GET", "POST"])
@may(OWN, SecondFactor)
@proven_just_now
def remove(request: PersonRequest, row: SecondFactor) -> HttpResponse:
    """What is demanded can't be taken away, only replaced."""
    must_stay = _must_stay(request, row)
    if request.method == "POST" and not must_stay:
        _taken_away(request, row, timezone.now())
        messages.success(request, _("Taken away. You can no longer sign in with it."))
        return redirect("second-factor")
    context = {"row": row, "must_stay": must_stay}
    return render(
        request, "second_factor/remove.html", context, status=409 if request.method == "POST" else 200
    )


def _must_stay(request: PersonRequest, row: SecondFactor) -> bool:
    demand = demand_on(request.user.person, timezone.localdate())
    others = SecondFactor.objects.of(request.user.pk).main().exclude(pk=row.pk)
    if demand.is_demanded and demand.only_passkeys and row.kind == Kind.PASSKEY:
        others = others.filter(kind=Kind.PASSKEY)
    return demand.is_demanded and not others.exists()


@transaction.atomic
def _taken_away(request: PersonRequest, row: SecondFactor, now: datetime) -> None:
    """With the last one the recovery codes go as well: there is nothing left to recover."""
    mine, key = SecondFactor.objects.of(request.user.pk), row.pk
    row.delete()
    if not mine.main().exists():
        mine.delete()
        record(request, request.user, now)
    tell(
        request.user,
        f"second-factor-removed-{key}",
        _("Vangnet: a second step was taken away"),
        _("Nobody can sign in with it any more. Was it not you who did this? Then call your school at once."),
        now,
    )


# Recovery codes


@require_http_methods(["GET", "POST"])
@signed_in
@proven_just_now
def codes(request: PersonRequest) -> HttpResponse:
    """New codes are shown once, after they were made; later only how many are left."""
    if not SecondFactor.objects.of(request.user.pk).main().exists():
        raise Http404
    if request.method == "POST":
        return _new_codes(request, timezone.now())
    kept = request.session.pop(SHOWN_ONCE, "")
    shown = open_sealed(b64decode(kept), request.user.pk, SHOWN_ONCE).decode().split() if kept else []
    context = {"codes": shown, "left": recovery.left(request.user.pk), "email": request.user.email}
    return render(request, "second_factor/codes.html", context)


def _new_codes(request: PersonRequest, now: datetime) -> HttpResponse:
    made = " ".join(recovery.new_codes(request.user.pk, now))
    request.session[SHOWN_ONCE] = b64encode(seal(made.encode(), request.user.pk, SHOWN_ONCE)).decode()
    return redirect("second-factor-codes")


@require_POST
@signed_in
def codes_file(request: PersonRequest) -> HttpResponse:
    """The codes that the page shows, as a file: they are sent with the question, for nothing of them is kept."""
    shown = [code for code in request.POST.getlist("codes") if recovery.WRITTEN.fullmatch(code)]
    lines = [_("Recovery codes of Vangnet, %(email)s") % {"email": request.user.email}, *shown, ""]
    file = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
    file["Content-Disposition"] = 'attachment; filename="vangnet-herstelcodes.txt"'
    return file
