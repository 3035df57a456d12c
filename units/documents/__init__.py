"""The register of official documents and the public library."""
