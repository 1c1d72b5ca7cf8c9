"""The kiosk: a citizen takes a ticket, looks up a procedure, comes back after a missed call."""
