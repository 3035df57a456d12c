"""Our own date and number formats: Django's Vietnamese module reads 05/03/2026 as 3 May."""
