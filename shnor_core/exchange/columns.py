"""What every committed text file must look like: its columns, keys and references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Parser = Callable[[str], Any]


class Refused(Exception):
    """The text of one field is not what its column asks for."""


def _text(text: str) -> str:
    return text


def _needed(text: str) -> str:
    if not text:
        raise Refused("непустой текст")
    return text


def _optional(text: str) -> str | None:
    return text or None


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise Refused("число с точкой или пусто") from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused("целое число") from None


def _optional_whole(text: str) -> int | None:
    return _whole(text) if text else None


def _flag(text: str) -> bool | None:
    if text not in ("true", "false", ""):
        raise Refused("true, false или пусто")
    return None if not text else text == "true"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("дата вида 2022-05-25 или пусто") from None


def _one_of(*allowed: str) -> Parser:
    def parse(text: str) -> str:
        if text not in allowed:
            raise Refused("одно из: " + ", ".join(value or "пусто" for value in allowed))
        return text

    return parse


_SOURCED: Mapping[str, Parser] = {"source_id": _optional, "source_ref": _text}
_MARKS: Mapping[str, Parser] = {
    "participants": _whole,
    **dict.fromkeys(("n2", "n3", "n4", "n5"), _optional_whole),
    "mean_score": _number,
}

# file → columns that must stand in its header, each with what its text may be
FILES: Mapping[str, Mapping[str, Parser]] = {
    "territory": {"territory_id": _needed, "name": _needed, "region": _text, "invented": _flag},
    "sources": {
        "source_id": _needed,
        "title": _needed,
        "kind": _needed,
        "number": _text,
        "issued": _day,
        "file_name": _text,
    },
    "schools": {
        "school_id": _needed,
        "short_name": _needed,
        "full_name": _text,
        "type": _text,
        "number": _text,
        **dict.fromkeys(("parent_id", "fis_oko", "oge_code", "ege_code"), _optional),
        "rural": _flag,
        "small": _flag,
        "position": _whole,
        **_SOURCED,
    },
    "aliases": {
        "school_id": _needed,
        "alias": _needed,
        "until_year": _optional_whole,
        "reason": _text,
    },
    "indicator_sets": {"indicator_set": _needed, "title": _needed, "position": _whole},
    "indicators": {
        "indicator_id": _needed,
        "indicator_set": _needed,
        "level": _one_of("territory", "school"),
        "code": _needed,
        "title": _needed,
        "short_title": _text,
        "section": _text,
        "unit": _one_of("percent", "share", "count", "unknown"),
        "direction": _one_of("higher", "lower", "neutral"),
        **dict.fromkeys(("whole_code", "needs_code", "school_code"), _text),
        "school_relation": _one_of("", "same_measure", "schools_with"),
        "position": _whole,
    },
    "observations": {
        "school_id": _optional,
        "level": _one_of("territory", "school"),
        "code": _needed,
        "year": _whole,
        "raw": _text,
        **dict.fromkeys(("value", "numerator", "denominator"), _number),
        "unit": _one_of("percent", "share", "count", "unknown"),
        "quality": _one_of("ok", "suspect", "ambiguous", "blank", "missing", "unreadable"),
        **dict.fromkeys(
            ("quality_note", "schools", "parts", "title_printed", "unit_printed"), _text
        ),
        **_SOURCED,
    },
    "listings": {
        "listing_id": _needed,
        "school_id": _needed,
        "list_code": _needed,
        "meaning": _needed,
        "school_year": _text,
        "level": _one_of("federal", "regional", "municipal", "document"),
        **dict.fromkeys(("programme", "basis", "raw"), _text),
        **_SOURCED,
    },
    "partnerships": {
        "partnership_id": _needed,
        "school_id": _needed,
        "partner_id": _needed,
        "kind": _one_of("curator", "leader", "network"),
        **_SOURCED,
    },
    "resolutions": {
        "resolution_id": _needed,
        "section": _needed,
        "number": _text,
        "parent_number": _text,
        "text": _needed,
        **_SOURCED,
    },
    "criteria": {
        "code": _needed,
        "type": _needed,
        "title": _needed,
        "threshold_printed": _needed,
        "threshold": _number,
        "comparison": _text,
        "unit": _text,
        "years": _text,
        "source_ref": _text,
    },
    "programmes": {
        "programme_id": _needed,
        "title": _needed,
        "start_date": _day,
        "end_date": _day,
        "goal": _text,
        **_SOURCED,
    },
    "targets": {
        **dict.fromkeys(("target_id", "programme_id", "code", "section"), _needed),
        "kind": _one_of("", "invariant", "variable"),
        "title": _needed,
        "printed": _text,
        "shape": _one_of(
            "yes_no", "percent", "per_year", "month", "school_year", "at_least", "annual", "none"
        ),
        "unit": _one_of("percent", "count", "yes_no", "unknown"),
        "operator": _one_of(">=", "<=", "="),
        "direction": _one_of("higher", "lower", "neutral"),
        **dict.fromkeys(("denominator", "evidence"), _text),
        "position": _whole,
        **dict.fromkeys(("note", "source_ref"), _text),
    },
    "target_plans": {
        "target_id": _needed,
        "position": _whole,
        "printed": _text,
        **dict.fromkeys(("due_year", "due_month"), _optional_whole),
        "school_year": _text,
        "value": _number,
        "yes": _flag,
    },
    "risk_factors": {
        **dict.fromkeys(("risk_factor_id", "programme_id"), _needed),
        "number": _text,
        "title": _needed,
        **dict.fromkeys(("goal", "source_ref"), _text),
    },
    "measures": {
        **dict.fromkeys(("measure_id", "programme_id"), _needed),
        **dict.fromkeys(("number", "section"), _text),
        "risk_factor_id": _optional,
        "task": _text,
        "title": _needed,
        **dict.fromkeys(("expected", "due_text"), _text),
        **dict.fromkeys(("due_start", "due_end"), _day),
        "recurrence": _one_of(
            "", "yearly", "half_yearly", "quarterly", "monthly", "continuous", "on_event"
        ),
        **dict.fromkeys(("responsible", "indicator", "target_codes", "school_ids"), _text),
        "position": _whole,
        **dict.fromkeys(("note", "source_ref"), _text),
    },
    "risks": {
        "school_id": _needed,
        "year": _whole,
        "factor": _needed,
        "level": _one_of("high", "medium", "low"),
        "source_ref": _text,
    },
    "procedures": {
        "procedure_id": _needed,
        "kind": _one_of("vpr", "oge", "ege", "kdr"),
        "subject": _needed,
        "grade": _whole,
        "year": _whole,
        "season": _one_of("spring", "autumn"),
        "scale": _one_of("marks", "minimum", "levels"),
        "title": _needed,
        "held": _flag,
        "note": _text,
    },
    "assessments": {"school_id": _needed, "procedure_id": _needed, **_MARKS, **_SOURCED},
    "benchmarks": {
        "scope": _one_of("region", "municipality"),
        "procedure_id": _needed,
        **_MARKS,
        "sd": _number,
    },
    "journal": {
        "school_id": _needed,
        "procedure_id": _needed,
        **dict.fromkeys(("lowered", "confirmed", "raised"), _whole),
    },
    "comparability": {
        "kind": _needed,
        "subject": _text,
        "grade": _optional_whole,
        "year_from": _whole,
        "season_from": _text,
        "year_to": _whole,
        "season_to": _text,
        "comparable": _flag,
        "reason": _text,
    },
}

TABLE_OF = {
    "sources": "source",
    "schools": "school",
    "aliases": "school_alias",
    "indicator_sets": "indicator_set",
    "indicators": "indicator",
    "observations": "observation",
    "listings": "listing",
    "partnerships": "partnership",
    "resolutions": "resolution",
    "criteria": "criterion",
    "programmes": "programme",
    "targets": "target",
    "target_plans": "target_plan",
    "risk_factors": "risk_factor",
    "measures": "measure",
    "risks": "risk",
    "procedures": "procedure",
    "assessments": "assessment",
    "benchmarks": "benchmark",
    "journal": "journal_comparison",
}

# (file, column) → the file and column its value must stand in
REFERENCES = {
    ("schools", "parent_id"): ("schools", "school_id"),
    ("indicators", "indicator_set"): ("indicator_sets", "indicator_set"),
    ("aliases", "school_id"): ("schools", "school_id"),
    ("observations", "school_id"): ("schools", "school_id"),
    ("listings", "school_id"): ("schools", "school_id"),
    ("partnerships", "school_id"): ("schools", "school_id"),
    ("partnerships", "partner_id"): ("schools", "school_id"),
    ("targets", "programme_id"): ("programmes", "programme_id"),
    ("target_plans", "target_id"): ("targets", "target_id"),
    ("risk_factors", "programme_id"): ("programmes", "programme_id"),
    ("measures", "programme_id"): ("programmes", "programme_id"),
    ("measures", "risk_factor_id"): ("risk_factors", "risk_factor_id"),
    ("risks", "school_id"): ("schools", "school_id"),
    ("assessments", "school_id"): ("schools", "school_id"),
    ("assessments", "procedure_id"): ("procedures", "procedure_id"),
    ("benchmarks", "procedure_id"): ("procedures", "procedure_id"),
    ("journal", "procedure_id"): ("procedures", "procedure_id"),
    ("journal", "school_id"): ("schools", "school_id"),
    ("observations", "source_id"): ("sources", "source_id"),
}

KEYS = {
    "sources": ("source_id",),
    "schools": ("school_id",),
    "indicator_sets": ("indicator_set",),
    "indicators": ("indicator_id",),
    "observations": ("school_id", "level", "code", "year"),
    "listings": ("listing_id",),
    "partnerships": ("partnership_id",),
    "resolutions": ("resolution_id",),
    "procedures": ("procedure_id",),
    "targets": ("target_id",),
    "target_plans": ("target_id", "position"),
    "measures": ("measure_id",),
    "assessments": ("school_id", "procedure_id"),
    "journal": ("school_id", "procedure_id"),
}
