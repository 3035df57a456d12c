"""How much of a file is read; what lies beyond is left unread, never an error."""

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 40
# Of the whole reading, and of the first page while an officer waits for an answer.
WHOLE_SECONDS, HEAD_SECONDS = 60, 10
MOST_PAGES = 500
LONGEST_TEXT = 300_000
# Of one part of a packed document, and of all parts together.
LARGEST_PART, LARGEST_UNPACKED = 20 * 1024 * 1024, 100 * 1024 * 1024
MOST_PARTS = 5_000
XML_TAGS = 1_000_000
# A DOCX knows no pages: its beginning stands for the first one.
HEAD_CHARACTERS = 3_000
# Fewer letters than this on a page are the noise of a scan.
FEWEST_LETTERS = 12
