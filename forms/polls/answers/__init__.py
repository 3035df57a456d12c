"""What a voter answers: read from a form, checked, kept by ids.

A canonical answer is JSON by the kind of its question:

- one choice: the id of an option
- several choices: ids in ascending order
- ranking: the ids of all choices, the best first
- scale, number: an integer
- table: `{"<id of a row>": id of a choice}`
- own words: a text in NFC

Answers of a ballot are `{"<id of a question>": answer}`; what was not answered is absent.
"""

from .reading import Reading, read_answers

__all__ = ["Reading", "read_answers"]
