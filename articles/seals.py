"""What the database refuses to change: grades, approved statements, payments, the ledger."""

from core.append_only import Seal

FINAL = "('approved', 'paid', 'discarded')"
STATE_OF = "(SELECT state FROM articles_royaltystatement WHERE id = {row}.statement_id)"
# All that may still happen to an approved statement is that it is paid.
SAME_BUT_PAID = (
    "OLD.state = 'approved' AND NEW.state = 'paid' AND NEW.id = OLD.id"
    " AND NEW.desk_id = OLD.desk_id AND NEW.month = OLD.month AND NEW.number = OLD.number"
    " AND NEW.total = OLD.total AND NEW.request_key = OLD.request_key"
)

SEALS = (
    Seal("articles_grade", "articles_seal_grade"),
    Seal("articles_gradebonus", "articles_seal_bonus"),
    Seal("articles_gradeshare", "articles_seal_share"),
    Seal(
        "articles_royaltystatement",
        "articles_seal_statement",
        update_when=f"OLD.state IN {FINAL} AND NOT ({SAME_BUT_PAID})",
    ),
    Seal(
        "articles_statementline",
        "articles_seal_line",
        update_when=f"{STATE_OF.format(row='OLD')} IN {FINAL}"
        f" OR {STATE_OF.format(row='NEW')} IN {FINAL}",
        insert_when=f"{STATE_OF.format(row='NEW')} IN {FINAL}",
    ),
    Seal("articles_statementstep", "articles_seal_step"),
    Seal(
        "articles_statementpayment",
        "articles_seal_payment",
        insert_when=f"{STATE_OF.format(row='NEW')} <> 'approved'",
    ),
    Seal("articles_ledgerentry", "articles_seal_ledger"),
)
