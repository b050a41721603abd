"""Pictures of charts, made in the browser from what stands on the screen."""

from ui.picture.picture import buttons

__all__ = ["buttons"]
