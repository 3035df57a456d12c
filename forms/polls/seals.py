"""What the database refuses: changed or removed ballots, codes that count again, late ballots."""

from core.append_only import Seal

# Whether somebody has voted in the poll of a section, of a question or of an option.
IN_SECTION = (
    "(SELECT poll.first_ballot_at IS NOT NULL FROM polls_poll poll"
    " JOIN polls_pollsection section ON section.poll_id = poll.id WHERE section.id = {section})"
)
IN_QUESTION = IN_SECTION.format(
    section="(SELECT section_id FROM polls_pollquestion WHERE id = {row}.question_id)"
)
IN_POLL = "(SELECT first_ballot_at IS NOT NULL FROM polls_poll WHERE id = {row}.poll_id)"
STATUS = "(SELECT status FROM polls_poll WHERE id = NEW.poll_id)"

SEALS = (
    Seal(
        "polls_ballot",
        "polls_seal_ballot",
        delete_when="NOT OLD.is_trial",
        # No ballot follows the count, whatever the program thinks of the time.
        insert_when=f"NOT NEW.is_trial AND {STATUS} <> 'announced'",
    ),
    Seal(
        "polls_participation",
        "polls_seal_participation",
        # Written again as it is, a row forgets when it came (`services.unlinking`).
        update_when=("OLD.id <> NEW.id OR OLD.poll_id <> NEW.poll_id OR OLD.digest <> NEW.digest"),
    ),
    Seal(
        "polls_votercode",
        "polls_seal_code",
        # Nothing about a code changes but that it is used.
        update_when=(
            "OLD.id <> NEW.id OR OLD.poll_id <> NEW.poll_id OR OLD.batch_id <> NEW.batch_id"
            " OR OLD.digest <> NEW.digest OR (OLD.is_used AND NOT NEW.is_used)"
        ),
        delete_when="OLD.is_used",
    ),
    Seal("polls_wordingcorrection", "polls_seal_correction"),
    Seal("polls_pollresult", "polls_seal_result"),
    # Once somebody has voted, wording is all that may change of what is asked.
    Seal(
        "polls_pollsection",
        "polls_seal_section",
        update_when="OLD.poll_id <> NEW.poll_id",
        delete_when=IN_POLL.format(row="OLD"),
        insert_when=IN_POLL.format(row="NEW"),
    ),
    Seal(
        "polls_pollquestion",
        "polls_seal_question",
        update_when=(
            f"{IN_SECTION.format(section='OLD.section_id')} AND (OLD.kind <> NEW.kind"
            " OR OLD.section_id <> NEW.section_id OR OLD.is_required <> NEW.is_required"
            " OR OLD.longest <> NEW.longest OR OLD.condition_value <> NEW.condition_value"
            " OR OLD.condition_operator <> NEW.condition_operator)"
        ),
        delete_when=IN_SECTION.format(section="OLD.section_id"),
        insert_when=IN_SECTION.format(section="NEW.section_id"),
    ),
    Seal(
        "polls_polloption",
        "polls_seal_option",
        update_when="OLD.question_id <> NEW.question_id OR OLD.axis <> NEW.axis",
        delete_when=IN_QUESTION.format(row="OLD"),
        insert_when=IN_QUESTION.format(row="NEW"),
    ),
)
