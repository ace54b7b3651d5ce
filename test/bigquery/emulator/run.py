"""Starts the emulator without the extensions that it would download, and with tables of BIGNUMERIC columns."""

from bqemulator.storage import type_map
from bqemulator.storage.engine import DuckDBEngine

# Geography functions fail without them; none are used.
DuckDBEngine._load_spatial = lambda self: None
DuckDBEngine._load_format_extensions = lambda self: None

# Its casts make DECIMAL(38, 5) of BIGNUMERIC, and its tables DECIMAL(76, 38), which its own engine refuses.
type_map._BQ_TO_DUCKDB["BIGNUMERIC"] = "DECIMAL(38, 5)"
type_map._DUCKDB_TO_BQ["DECIMAL(38, 5)"] = "BIGNUMERIC"

from bqemulator.cli import main  # noqa: E402

main()
