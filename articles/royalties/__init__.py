"""Payees, statements, payments and the ledger."""
