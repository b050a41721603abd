"""Who meets the criteria of a method, why, how surely, and what would change it.

``load_methods`` reads the methods, ``Results.of`` takes columns of counts, ``identify`` judges;
``Identification.explain`` and ``sentences`` say why, ``verdict_rows`` feeds every table.
"""

from shnor_core.identification.below_region import MeansJudgement, judge_means
from shnor_core.identification.certainty import Confidence
from shnor_core.identification.cluster_rules import (
    ClusterMembership,
    assign_clusters,
    cluster_verdict,
)
from shnor_core.identification.criteria import CriteriaJudgement, judge_criteria
from shnor_core.identification.distance import MovableYears, Move
from shnor_core.identification.engine import Identification, identify
from shnor_core.identification.method_files import load_method, load_methods
from shnor_core.identification.methods import Join, Method, MethodKind, Scope, vary
from shnor_core.identification.results import CellStatus, Results
from shnor_core.identification.rows import OFFICIAL_KEYS, ROW_KEYS, verdict_rows
from shnor_core.identification.sentences import headline, probability_text, sentences
from shnor_core.identification.verdict import Distance, Evidence, RuleResult, Verdict
from shnor_core.identification.what_if import (
    Agreement,
    Change,
    Comparison,
    Judgement,
    SweepPoint,
    against_official,
    compare,
    difference,
    history,
    listed_ids,
    sweep,
)

__all__ = [
    "OFFICIAL_KEYS",
    "ROW_KEYS",
    "Agreement",
    "CellStatus",
    "Change",
    "ClusterMembership",
    "Comparison",
    "Confidence",
    "CriteriaJudgement",
    "Distance",
    "Evidence",
    "Identification",
    "Join",
    "Judgement",
    "MeansJudgement",
    "Method",
    "MethodKind",
    "MovableYears",
    "Move",
    "Results",
    "RuleResult",
    "Scope",
    "SweepPoint",
    "Verdict",
    "against_official",
    "assign_clusters",
    "cluster_verdict",
    "compare",
    "difference",
    "headline",
    "history",
    "identify",
    "judge_criteria",
    "judge_means",
    "listed_ids",
    "load_method",
    "load_methods",
    "probability_text",
    "sentences",
    "sweep",
    "vary",
    "verdict_rows",
]
