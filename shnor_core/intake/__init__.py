"""Rows that come from outside: what they may be, and whether they may be believed."""
