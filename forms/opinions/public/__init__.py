"""What people without an account see and send."""
