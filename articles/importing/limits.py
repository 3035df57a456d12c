"""How large a document may be: far above what editors send, below what exhausts a server."""

MEGABYTE = 1024 * 1024

UPLOAD_BYTES = 30 * MEGABYTE
ENTRIES = 2_000
LIST_BYTES = MEGABYTE
ENTRY_BYTES = 40 * MEGABYTE
UNPACKED_BYTES = 150 * MEGABYTE
# Text in Word's XML packs 10 to 60 times smaller, a bomb a thousand times.
RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
XML_BYTES = 12 * MEGABYTE
XML_TAGS = 400_000
XML_DEPTH = 60
PAGES = 100
WORDS = 40_000
PICTURES = 60
PIXELS = 300_000_000
TABLE_COLUMNS = 60
TABLE_CELLS = 3_000
