/**
 * A file of this name says that its folder holds no raw files of a season, whatever it looks like: an ingest of a folder above it
 * passes it over.
 */
export const NO_RAW_FILES = '.no-raw-files';
