"""Keeps files on their way in memory: one that turns out to be secret was never on a disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

# Of all files of one form together.
MOST_BYTES = 60 * 1024 * 1024


class InMemoryOnly(MemoryFileUploadHandler):
    """Takes files of any size up to `MOST_BYTES`; more than that is not read at all."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Decide by the length of the whole form."""
        self.activated = content_length <= MOST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a part, or leave the whole file out."""
        if not self.activated:
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def is_too_long(request: Any) -> bool:
    """Tell whether the files of a form were left out for their size."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
