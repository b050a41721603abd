"""A table drawn as the printed forms are: :func:`show` draws it and says what was clicked."""

from ui.grid.grid import clicked, show

__all__ = ["clicked", "show"]
