"""The migrations bring about what the models say, although each new model is made alone."""

import pytest
from django.apps import apps
from django.db import connections, models, router


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_a_table_has_the_columns_references_and_constraints_of_its_model(model):
    connection = connections[router.db_for_write(model)]
    table, fields = model._meta.db_table, model._meta.local_concrete_fields
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, table)}
        constraints = connection.introspection.get_constraints(cursor, table)
        refers = connection.introspection.get_relations(cursor, table)

    assert columns == {field.column for field in fields}
    assert {name: found[:2] for name, found in refers.items()} == {
        field.column: (field.target_field.column, field.related_model._meta.db_table)
        for field in fields
        if isinstance(field, models.ForeignKey) and field.db_constraint
    }
    assert {each.name for each in (*model._meta.constraints, *model._meta.indexes)} <= set(constraints)
