"""The pairs that already exist, beside the computed ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from shnor_core.model import Partnership
from shnor_core.partners.assignment import Assignment

KINDS = {
    "curator": "куратор",
    "leader": "школа-лидер",
    "network": "сетевое взаимодействие",
}
#: the same from the side of the one that helps
HELPS = {"curator": "курирует", "leader": "школа-лидер для", "network": "работает в сети с"}
CURATOR_LISTED = "школа куратора сама в списке"


@dataclass(frozen=True, slots=True)
class ActualPair:
    """A pair of the documents; ``computed`` is the leader the assignment gives the school.

    ``computed`` is ``None`` where the assignment gives none; ``remark`` is Russian or empty.
    """

    partnership: Partnership
    computed: str | None
    remark: str = ""

    @property
    def same(self) -> bool:
        return self.computed == self.partnership.partner_id


def beside(
    actual: Iterable[Partnership], assignment: Assignment, listed: Collection[str]
) -> tuple[ActualPair, ...]:
    """Every existing pair with the computed leader, in the order of ``actual``.

    Parameters
    ----------
    listed
        Ids of the listed schools: a curator from one of them is remarked on.
    """
    return tuple(
        ActualPair(
            one,
            assignment.leader_of(one.school_id),
            CURATOR_LISTED if one.partner_id in listed else "",
        )
        for one in actual
    )
