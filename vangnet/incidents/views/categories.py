"""The categories of incidents: everybody who sets terms reads them, the administrator keeps them for the board."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import holds
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.access.rules import Rule
from vangnet.core.people.roles import Role

from ..access import category_rows
from ..forms.categories import CategoryForm, RetireForm
from ..models import Category


@require_safe
@held_by(Role.HEAD, Role.SAFETY_COORDINATOR, Role.ADMINISTRATOR)
def categories(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "categories": Category.objects.on(today),
        "may_change_categories": holds(request.user.person, today, [Role.ADMINISTRATOR]),
    }
    return render(request, "incidents/categories.html", context)


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def new_category(request: PersonRequest) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Added. It can be chosen from its first day on."))
        return redirect("incidents-categories")
    return render(request, "incidents/category.html", {"form": form}, status=422 if form.errors else 200)


RETIRE = Rule("incidents.retire_category", "", category_rows)


@require_http_methods(["GET", "POST"])
@may(RETIRE, Category)
def retire_category(request: PersonRequest, category: Category) -> HttpResponse:
    """A category is not removed: incidents name it. It can no longer be chosen after a day."""
    form = RetireForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        category.retire(form.cleaned_data["until"])
        messages.success(request, _("Retired. What was registered under it stays."))
        return redirect("incidents-categories")
    context = {"form": form, "category": category}
    return render(request, "incidents/category.html", context, status=422 if form.errors else 200)
