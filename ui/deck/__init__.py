"""The bar under a slide: where the meeting is, the keys and the buttons that move it."""

from ui.deck.deck import DECISION, NOTE, NOTES, Field, asked, show, tab

__all__ = ["DECISION", "NOTE", "NOTES", "Field", "asked", "show", "tab"]
