"""The process that draws: figures come in as JSON, pictures are left in a folder."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any


async def draw(task: dict[str, Any]) -> None:
    """Draw every figure of the task into ``folder`` as ``0.png``, ``1.png``, …"""
    import kaleido

    wanted = [
        {
            "fig": one,
            "path": f"{task['folder']}/{at}.png",
            "opts": {
                "format": "png",
                "width": task["width"],
                "height": one["layout"]["height"],
                "scale": task["scale"],
            },
        }
        for at, one in enumerate(task["figures"])
    ]
    # formulas would be fetched from the network
    async with kaleido.Kaleido(
        timeout=task["limit"], mathjax=False, path=task["browser"]
    ) as drawer:
        await drawer.write_fig_from_object(wanted, cancel_on_error=True)


if __name__ == "__main__":
    asyncio.run(draw(json.load(sys.stdin)))
