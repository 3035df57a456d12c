"""The national summary of a period, and reports as documents: screen, XLSX, DOCX, PDF."""
