"""What the Confederation asks of units, and what each of them did about it."""

from .answers import AnswerFile, DirectiveAnswer, ExtensionRequest
from .directives import Directive, DirectiveVersion
from .receipts import DirectiveReceipt, ReceiptReminder, ReceiptStep

__all__ = [
    "AnswerFile",
    "Directive",
    "DirectiveAnswer",
    "DirectiveReceipt",
    "DirectiveVersion",
    "ExtensionRequest",
    "ReceiptReminder",
    "ReceiptStep",
]
