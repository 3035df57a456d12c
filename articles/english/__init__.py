"""The English side of the newsroom: what is translated, what is out of date, and what is next."""
