"""Files made when somebody asks for them, kept until the browser has come for them.

At the end of anybody's run Streamlit drops the files that no page refers to, and to a file made on
demand no page does: at a busy meeting it would be gone before it is fetched.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from streamlit import runtime

# at once; the next takes the place of the oldest
_PLACES = 32
_numbers = itertools.count()


def kept(make: Callable[[], bytes], mime: str, file_name: str) -> Callable[[], bytes]:
    """``make`` for ``st.download_button``, whose file stays a while."""

    def made() -> bytes:
        content = make()
        # a page run without a server has no browser to wait for
        if runtime.exists():
            _keep(content, mime, file_name)
        return content

    return made


def _keep(content: bytes, mime: str, file_name: str) -> None:
    # no session asks for it here, so that the place belongs to all of them
    place = f"prepared {next(_numbers) % _PLACES}"
    files = runtime.get_instance().media_file_mgr
    files.add(content, mime, place, file_name, is_for_static_download=True)
