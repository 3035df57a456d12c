"""What stands before every form that members fill in without an account."""
