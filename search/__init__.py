"""One search for all: folding backends and the query behind page and API."""
