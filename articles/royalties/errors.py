"""Refusals of royalty services; their text is for the person who tried."""


class StatementRefused(Exception):
    """A step of a statement that cannot be taken."""


class PaymentImpossible(StatementRefused):
    """A payment for which a rule or a datum is missing."""


class PayeeRefused(Exception):
    """A payee's data that this account may not change."""


class BudgetRefused(Exception):
    """A budget that this account may not set."""
