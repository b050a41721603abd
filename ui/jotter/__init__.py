"""A field for a note that is kept while it is written."""

from ui.jotter.jotter import jot

__all__ = ["jot"]
