"""Turns Word documents into drafts, texts in old Vietnamese fonts included."""
