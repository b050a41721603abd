"""Target indicators: reading a printed plan, plan against fact, pace, forecast and status."""

from shnor_core.targets.assessment import Assessment, Step, assess
from shnor_core.targets.distance import Distance, distance, needed_of, noun_of
from shnor_core.targets.doubts import evidence_of
from shnor_core.targets.dynamics_share import (
    Contribution,
    DynamicsShare,
    share_with_dynamics,
    typed_against,
)
from shnor_core.targets.pace import Base, Forecast, Pace, base_of, forecast, pace
from shnor_core.targets.plan_text import parse_plan, plan_unit
from shnor_core.targets.schedule import (
    Dated,
    due_date,
    due_name,
    final_due,
    next_due,
    schedule,
    value_due,
)
from shnor_core.targets.sentences import forecast_text, plan_amount, plan_text
from shnor_core.targets.statuses import (
    Borders,
    Status,
    StatusRules,
    StatusText,
    load_rules,
    shipped_rules,
)
from shnor_core.targets.target import (
    Ceiling,
    Due,
    Fact,
    Operator,
    Plan,
    PlanUnit,
    Shape,
    Target,
    fact_on,
    fact_value,
    known_facts,
    meets,
)

__all__ = [
    "Assessment",
    "Base",
    "Borders",
    "Ceiling",
    "Contribution",
    "Dated",
    "Distance",
    "Due",
    "DynamicsShare",
    "Fact",
    "Forecast",
    "Operator",
    "Pace",
    "Plan",
    "PlanUnit",
    "Shape",
    "Status",
    "StatusRules",
    "StatusText",
    "Step",
    "Target",
    "assess",
    "base_of",
    "distance",
    "due_date",
    "due_name",
    "evidence_of",
    "fact_on",
    "fact_value",
    "final_due",
    "forecast",
    "forecast_text",
    "known_facts",
    "load_rules",
    "meets",
    "needed_of",
    "next_due",
    "noun_of",
    "pace",
    "parse_plan",
    "plan_amount",
    "plan_text",
    "plan_unit",
    "schedule",
    "share_with_dynamics",
    "shipped_rules",
    "typed_against",
    "value_due",
]
