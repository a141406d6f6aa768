"""On which grounds somebody stands in one dossier. Many rules of a page share a ground; each is asked once."""

from dataclasses import dataclass, field
from datetime import date

from vangnet.core.access.rules import AnyRule, Both, OneOf, Rule
from vangnet.core.people.models import Person

from .models import Dossier


@dataclass(frozen=True)
class Grounds:
    dossier: Dossier
    person: Person
    on: date
    _answers: dict[Rule, bool] = field(default_factory=dict)

    def allow(self, rule: AnyRule) -> bool:
        if isinstance(rule, OneOf):
            return any(self.allow(part) for part in rule.rules)
        if isinstance(rule, Both):
            return self.allow(rule.first) and self.allow(rule.second)
        if rule not in self._answers:
            self._answers[rule] = rule.allows(self.person, self.dossier, self.on)
        return self._answers[rule]

    @property
    def sees_progress(self) -> bool:
        """Whether this person may see how far it came; who may not sees what he or she must do, and no more."""
        rule = self.dossier.declared.progress
        return rule is None or self.allow(rule)

    def holds(self, role: str) -> bool:
        """Whether this person holds a role of the dossier's protocol today."""
        roles = self.dossier.declared.roles
        return role in roles and self.allow(roles[role])
