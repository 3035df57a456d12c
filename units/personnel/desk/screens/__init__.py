"""What these screens show and do, each group in a file."""
