"""Who plans, carries out and undoes reorganisations: the Office and portal administrators."""

from units.rules import is_office


def reorganises(user) -> bool:
    """Tell whether an account arranges units anew; nobody of a unit alone does."""
    return is_office(user)
