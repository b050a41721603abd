"""The same query on Spark: identical results. Run by `make cluster`; needs Java and pyspark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import sqlglot
from pyspark.sql import SparkSession

from shnor_core.db import pupils

ROWS = 200_000
_PUPILS = """
    copy (
        select 'Школа № ' || (hash(i) % 400) as school, 'ВПР' as kind, 'математика' as subject,
               cast(4 + hash(i, 1) % 5 as integer) as grade,
               cast(2023 + hash(i, 2) % 2 as integer) as year,
               'весна' as season,
               case when hash(i, 3) % 11 = 0 then null
                    else cast(2 + hash(i, 4) % 4 as integer) end as mark
        from range($rows) t(i)
    ) to '{path}' (format parquet)
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_counts_what_duckdb_counts(spark: SparkSession, tmp_path: Path) -> None:
    source, target = tmp_path / "pupils.parquet", tmp_path / "results.csv"
    duckdb.connect().execute(_PUPILS.format(path=source), {"rows": ROWS})
    pupils.aggregate(source, target, megabytes=512)
    spark.read.parquet(str(source)).createOrReplaceTempView("pupils")
    (said,) = sqlglot.transpile(pupils.statement(), read="duckdb", write="spark")
    theirs = pd.DataFrame([row.asDict() for row in spark.sql(said).collect()])
    ours = pd.read_csv(target)
    keys = list(pupils.COLUMNS[:-1])
    both = [frame.sort_values(keys).reset_index(drop=True) for frame in (ours, theirs)]
    pd.testing.assert_frame_equal(*both, check_dtype=False)
    assert int(ours["n"].sum()) == int(theirs["n"].sum()) > ROWS * 0.8
