"""What the database refuses to change: versions of directives, steps of receipts, sent answers."""

from core.append_only import Seal

SEALS = (
    Seal("directives_directiveversion", "directives_seal_version"),
    Seal("directives_receiptstep", "directives_seal_step"),
    Seal(
        "directives_directiveanswer",
        "directives_seal_answer",
        update_when=(
            "OLD.state <> 'draft' AND (OLD.text <> NEW.text OR OLD.number <> NEW.number"
            " OR OLD.receipt_id <> NEW.receipt_id OR NEW.state = 'draft')"
        ),
        delete_when="OLD.state <> 'draft'",
    ),
)

# Files belong to the answer that was sent; laid later than the others, by a migration of its own.
_SENT = "(SELECT state FROM directives_directiveanswer WHERE id = {row}.answer_id) <> 'draft'"
FILE_SEALS = (
    Seal(
        "directives_answerfile",
        "directives_seal_file",
        update_when=f"{_SENT.format(row='OLD')} OR {_SENT.format(row='NEW')}",
        delete_when=_SENT.format(row="OLD"),
        insert_when=_SENT.format(row="NEW"),
    ),
)
