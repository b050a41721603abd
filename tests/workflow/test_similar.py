"""What schools are compared by: the usual conditions and those of the sheet «Контекст»."""

from __future__ import annotations

from shnor_core.model import Unit
from shnor_core.similarity import Kind
from shnor_core.workflow import clusters, similar
from shnor_core.workflow.school_inputs import SchoolInputs


def test_own_context_indicators_are_conditions_with_the_default_weight() -> None:
    titles = {"ctx.pupils": "Обучающиеся", "K1": "Подвоз", "1.1": "Курсы"}
    units = {"ctx.pupils": Unit.COUNT, "K1": Unit.PERCENT, "1.1": Unit.PERCENT}
    known = SchoolInputs(2024, {}, titles, units, context={"ctx.pupils", "K1"})
    usual, found = clusters.weights(), similar.compared_conditions(known)
    assert usual.minimum_shared == found.minimum_shared == 3
    assert found.components[:-1] == usual.components
    own = found.components[-1]
    assert (own.code, own.kind, own.weight) == ("K1", Kind.PERCENT, usual.other_weight)
    assert similar.other_conditions(known) == ("K1",)
