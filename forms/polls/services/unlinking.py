"""Makes rows of voters forget in which order they came, once nobody votes any more."""

from django.db import connection, transaction

# A database remembers by which transaction a row was last written, SQLite the order of rows. A
# vote of an account and its ballot were written together: that must not lead from one to the other.
FORGETTING = {
    "postgresql": (
        "UPDATE polls_participation SET digest = digest WHERE poll_id = %s",
        "UPDATE polls_votercode SET is_used = is_used WHERE poll_id = %s",
    ),
    "sqlite": ("UPDATE polls_participation SET rowid = abs(random() / 2) WHERE poll_id = %s",),
}


@transaction.atomic
def forget_order(*, poll_id: int) -> None:
    """Write what is kept of voters once more, all in one transaction; its content stays.

    The count calls it when it freezes a poll.
    """
    with connection.cursor() as cursor:
        for statement in FORGETTING[connection.vendor]:
            cursor.execute(statement, [poll_id])
