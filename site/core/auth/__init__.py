"""Log-in: by user name or e-mail address, lock-out, and a reset that tells nobody apart."""
