"""What members send: questions, opinions, ballots."""
