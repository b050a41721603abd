"""The width the browser gives to a place on the page."""

from ui.ruler.ruler import width

__all__ = ["width"]
