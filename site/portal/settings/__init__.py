"""Settings by environment: `dev` locally, `test` under pytest, `production` on a server."""
