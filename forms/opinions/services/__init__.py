"""What happens to opinions: sent, moderated, grouped, replied to, forgotten."""
