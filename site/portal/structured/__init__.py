"""What search engines are told of a page in the words of schema.org."""
