"""Shows the count of a poll: on its page, in other pages, as files."""
