"""What the database refuses: two holders of a single post at a time, and lost history."""

from core.append_only import Seal

OVERLAP = (
    "NEW.is_single AND NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM personnel_appointment o"
    " WHERE o.body_id = NEW.body_id AND o.position_id = NEW.position_id AND o.is_single"
    " AND o.cancelled_at IS NULL AND o.id <> COALESCE(NEW.id, 0)"
    " AND (o.to_date IS NULL OR o.to_date >= NEW.from_date)"
    " AND (NEW.to_date IS NULL OR NEW.to_date >= o.from_date))"
)

SEALS = (
    Seal(
        "personnel_appointment",
        "personnel_seal_appointment",
        update_when=OVERLAP,
        insert_when=OVERLAP,
    ),
)
