"""How large a workbook may be: far above what units send, below what exhausts a server."""

MEGABYTE = 1024 * 1024

UPLOAD_BYTES = 5 * MEGABYTE
ENTRIES = 300
LIST_BYTES = MEGABYTE
ENTRY_BYTES = 40 * MEGABYTE
UNPACKED_BYTES = 60 * MEGABYTE
# Rows of a sheet pack 10 to 40 times smaller, a bomb a thousand times.
RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
# Parts that are read whole: texts, styles, the list of sheets.
WHOLE_PARTS_BYTES = 12 * MEGABYTE
ROWS = 10_000
# The lowest line of the sheet that is read, and the last column (AN).
LAST_LINE, COLUMNS = 50_000, 40
HEADING_LINES = 20
FAULTS_SHOWN = 300
CHANGES_SHOWN = 300
KEPT_HOURS = 24
