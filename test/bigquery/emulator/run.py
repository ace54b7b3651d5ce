"""Starts the emulator without the extensions that it would download, and with whole numbers of 38 digits for BIGNUMERIC.
It also spares most of the time that statements take to be translated."""

import re
from copy import deepcopy
from functools import lru_cache

import sqlglot
from bqemulator.domain.result import Ok
from bqemulator.jobs import executor
from bqemulator.scripting import interpreter
from bqemulator.sql import table_rewriter, translator
from bqemulator.sql.translator import SQLTranslator
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

# The same statements come again with other dates and on other temporary tables: each is translated once, with masks in their place.
_VARYING = re.compile(r"'\d{4}-\d\d-\d\d'|scratch_[0-9a-f]{12}|\bbatch_[a-z_]+_\d+\b")
_MOST_MASKS = 800
_made = {}


def _masked(text, masks):
    def mask(found):
        word = found[0]
        if word not in masks:
            n = len(masks)
            masks[word] = f"'{1000 + n}-01-01'" if word[0] == "'" else re.sub(r"[0-9a-f]+$", f"{n:012d}", word)
        return masks[word]

    return _VARYING.sub(mask, text)


def _once(text, context, make):
    """What `make` makes of a text and of what it depends on besides; None if it fails, which is not kept."""
    masks = {}
    masked, key = _masked(text, masks), (make.__qualname__, _masked(context, masks))
    if len(masks) > _MOST_MASKS:
        return None
    made = _made.get((masked, key)) or make(masked, masks)
    if made is None or not masks:
        return made
    _made[masked, key] = made
    words = {mask: word for word, mask in masks.items()}
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], made)


_translate, _qualify = SQLTranslator.translate, table_rewriter.rewrite_table_refs


def _translated(self, text, *, schema=None, caller=None, **more):
    def translated(masked, masks):
        columns = {_masked(name, masks): of for name, of in schema.items()} if schema else None
        made = _translate(self, masked, schema=columns, caller=caller, **more)
        return made.value if made.is_ok() else None

    made = _once(text, repr(schema), translated)
    return _translate(self, text, schema=schema, caller=caller, **more) if made is None else Ok(made)


def _qualified(text, project):
    made = _once(text, project, lambda masked, _: _qualify(masked, project))
    return _qualify(text, project) if made is None else made


SQLTranslator.translate = _translated
for module in (table_rewriter, executor, interpreter):
    module.rewrite_table_refs = _qualified

# Where it needs the types of columns it writes the names of results in small letters.
_qualify_tree = translator.qualify


def _named_as_written(tree, **options):
    names = tree.named_selects if isinstance(tree, exp.Query) else []
    qualified = _qualify_tree(tree, **options)
    if isinstance(qualified, exp.Query) and len(qualified.selects) == len(names):
        for select, name in zip(qualified.selects, names):
            if isinstance(select, exp.Alias) and select.alias.lower() == name.lower():
                select.set("alias", exp.to_identifier(name, quoted=True))
    return qualified


translator.qualify = _named_as_written

# It keeps requirePartitionFilter of a table only where BigQuery no longer wants it, and does not list it with the tables.
from bqemulator.api.routes import tables  # noqa: E402

_item, _meta = tables._table_to_list_item, tables._rest_to_table_meta


def _listed(table):
    by = table.time_partitioning
    required = {"requirePartitionFilter": True} if by and by.require_partition_filter else {}
    return {**_item(table), **({"timePartitioning": {"type": by.type, "field": by.field}} if by else {}), **required}


def _stored(project, dataset, body, clock, *rest, **named):
    if body.get("requirePartitionFilter"):
        body = {**body, "timePartitioning": {**body["timePartitioning"], "requirePartitionFilter": True}}
    return _meta(project, dataset, body, clock, *rest, **named)


tables._table_to_list_item, tables._rest_to_table_meta = _listed, _stored

from bqemulator.cli import main  # noqa: E402

main()
