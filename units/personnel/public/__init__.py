"""What everybody may read of organisation and people: the public pages, files and API."""
