"""How people vote: the form of a poll, the thanks with the receipt, the check of a receipt."""
