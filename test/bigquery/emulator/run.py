"""Starts the emulator without the extensions that it would download, and with whole numbers of 38 digits for BIGNUMERIC.
It also spares most of the time that statements take to be translated."""

from copy import deepcopy
from functools import lru_cache

import sqlglot
from bqemulator.storage import type_map
from bqemulator.storage.engine import DuckDBEngine
from sqlglot import exp
from sqlglot.dialects.bigquery import BigQuery
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.expressions import core
from sqlglot.parser import Parser

# Geography functions fail without them; none are used.
DuckDBEngine._load_spatial = lambda self: None
DuckDBEngine._load_format_extensions = lambda self: None

# Its tables make DECIMAL(76, 38) of BIGNUMERIC, which its own engine refuses; its casts make DECIMAL(38, 5), whose text has a
# point. The platform keeps only sums of hashes in such columns: whole numbers.
type_map._BQ_TO_DUCKDB["BIGNUMERIC"] = "DECIMAL(38, 0)"
type_map._DUCKDB_TO_BQ["DECIMAL(38, 0)"] = "BIGNUMERIC"
DuckDB.Generator.TYPE_PARAM_SETTINGS = {
    **DuckDB.Generator.TYPE_PARAM_SETTINGS,
    exp.DType.BIGDECIMAL: ((38, 0), (38, 38)),
}

# It writes AT TIME ZONE as a call that it then reads as a time of day.
BigQuery.Generator.attimezone_sql = (
    lambda self, tree: f"{self.sql(tree, 'this')} AT TIME ZONE {self.sql(tree, 'zone')}"
)

# Copies of a statement's tree copy the places of its words, one by one: most of the time of a translation.
def _copied(value, memo=None):
    if isinstance(value, dict):
        return dict(value)
    return deepcopy(value, memo)


core.deepcopy = _copied

# For each subquery, all below it is copied to look for lists that are joined by a comma, of which the platform has none.
Parser._implicit_unnests_to_explicit = lambda self, this: this

# It parses a statement anew for each of its forty rewritings, most of which change nothing.
_parse_one = sqlglot.parse_one


@lru_cache(maxsize=64)
def _parsed(sql, options):
    return _parse_one(sql, **dict(options))


def _parse_once(sql, **options):
    try:
        return _parsed(sql, tuple(sorted(options.items()))).copy()
    except TypeError:
        return _parse_one(sql, **options)


sqlglot.parse_one = _parse_once

from bqemulator.cli import main  # noqa: E402

main()
