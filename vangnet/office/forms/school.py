"""The particulars of a school and of a cluster: what DUO registers, and what the school itself keeps."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.models import Cluster, School
from vangnet.ui.widgets import DayInput

IS_BRIN = RegexValidator(
    r"^\d{2}[A-Z]{2}$", gettext_lazy("A BRIN is two digits and two letters, for example 12AB.")
)
IS_LOCATION_CODE = RegexValidator(
    r"^\d{2}$", gettext_lazy("A location code is two digits; the main location is 00.")
)
OWN_PARTICULARS = ["street", "house_number", "postal_code", "town", "phone", "website"]


class OwnParticularsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a head keeps of the own school: where it stands and how it is reached."""

    class Meta:
        model = School
        fields = OWN_PARTICULARS
        labels = {
            "street": gettext_lazy("Street"),
            "house_number": gettext_lazy("House number"),
            "postal_code": gettext_lazy("Postal code"),
            "town": gettext_lazy("Town"),
            "phone": gettext_lazy("Phone"),
            "website": gettext_lazy("Website"),
        }


class SchoolForm(OwnParticularsForm):
    """Everything about a school, for the administrator."""

    brin = forms.CharField(
        label=gettext_lazy("BRIN"),
        help_text=gettext_lazy("Two digits and two letters, for example 12AB."),
        max_length=10,
    )
    location_code = forms.CharField(
        label=gettext_lazy("Location code"),
        help_text=gettext_lazy("Two digits. A school with one building has 00."),
        max_length=10,
        initial="00",
        validators=[IS_LOCATION_CODE],
    )
    closed_on = forms.DateField(
        label=gettext_lazy("Closed on"),
        help_text=gettext_lazy("Only for a school that has closed or closes. Its dossiers stay."),
        widget=DayInput(),
        required=False,
    )

    class Meta(OwnParticularsForm.Meta):
        fields = [
            "name",
            "brin",
            "location_code",
            "governance",
            "region",
            "cluster",
            *OWN_PARTICULARS,
            "closed_on",
        ]
        labels = {
            **OwnParticularsForm.Meta.labels,
            "name": gettext_lazy("Name"),
            "governance": gettext_lazy("Governance"),
            "region": gettext_lazy("Holiday region"),
            "cluster": gettext_lazy("Cluster"),
        }
        help_texts = {
            "governance": gettext_lazy("It decides by which law parents object."),
            "region": gettext_lazy("The region in which the ministry spreads the school holidays."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["cluster"].empty_label = _("no cluster")  # type: ignore[attr-defined]

    def clean_brin(self) -> str:
        brin: str = self.cleaned_data["brin"].strip().upper()
        IS_BRIN(brin)
        return brin

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        same = School.objects.filter(brin=cleaned.get("brin"), location_code=cleaned.get("location_code"))
        if holder := same.exclude(pk=self.instance.pk).first():
            self.add_error(
                "brin",
                _("%(school)s has this BRIN and location code. Look at that school, or choose another code.")
                % {"school": holder.name},
            )
        return cleaned


class ClusterForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Cluster
        fields = ["name"]
        labels = {"name": gettext_lazy("Name of the cluster")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Cluster.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a cluster with this name already. Choose another name."))
        return name
