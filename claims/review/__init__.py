"""The review desk: its pages inside the admin. The rules are in claims.services."""
