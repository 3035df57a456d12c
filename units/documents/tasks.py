"""Work on documents that follows a request."""

from django_tasks import task


@task()
def read_file_text(file_id: int) -> None:
    """Read the words of a file for the search."""
    from .services.texts import read_text

    read_text(file_id=file_id)
