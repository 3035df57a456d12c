"""Reorganisations: what was planned, what was carried out, and every row that it changed."""

from .operations import Reorganisation, ReorganisationPart, RowChange

__all__ = ["Reorganisation", "ReorganisationPart", "RowChange"]
