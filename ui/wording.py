"""Text from files on its way into Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:&-]|(?<=^\d)\.|(?<=^\d\d)\.)")
_JOINER = "\u2060"  # only on the screen: in a file it would hide «№№» from a search
# A backslash does not help against these: Streamlit looks for emoji, icons, arrows and addresses
# in the finished text. And a line may end between two «№».
_JOINED = re.compile(
    r":(?=[A-Za-z0-9_+-]+[:/]|//)|www(?=\.)|@(?=\w)|(?<!\S)[<>~-](?=[-=>]>?(?!\S))|№(?=№)",
    re.IGNORECASE,
)
# an empty line would end the paragraph, and what follows could begin a list or a heading
_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
# control characters, among them those that turn the direction of everything after them
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

# what may stand in an address as it is; angle brackets and backslashes would end it
_OF_ADDRESS = "/:?#@!$&'()*+,;=%~-._"


def plain(text: str) -> str:
    """The text on one line with everything Markdown would act on made literal."""
    line = _BREAKS.sub(" ", _UNSEEN.sub("", text)).strip(" \t\n\r")
    return _MARKS.sub(r"\\\1", _JOINED.sub(rf"\g<0>{_JOINER}", line))


def link(label: str, url: str) -> str:
    """A link to an address from a file: it ends where the address does."""
    return f"[{plain(label)}](<{quote(url, safe=_OF_ADDRESS)}>)"
