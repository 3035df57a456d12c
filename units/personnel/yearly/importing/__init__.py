"""Takes figures over from a workbook: read cell by cell, shown first, then written whole or not."""
