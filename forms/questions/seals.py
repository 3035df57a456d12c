"""What the database refuses to change: steps of questions, and who read a contact."""

from core.append_only import Seal

SEALS = (
    Seal("questions_questionstep", "questions_seal_step"),
    Seal("questions_contactreading", "questions_seal_reading"),
)
