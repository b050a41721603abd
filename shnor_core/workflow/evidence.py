"""Links that confirm a fact, named by where they lead: printed addresses are far too long."""

from __future__ import annotations

from urllib.parse import urlsplit

_SCHEMES = ("http://", "https://")


def evidence_links(text: str) -> tuple[tuple[str, str], ...]:
    """Label and address of every link; words that are no link stand alone, without an address.

    Examples
    --------
    >>> evidence_links("https://xn--e1aden9a.xn--p1ai/a/b.pdf")
    (('музеи.рф', 'https://xn--e1aden9a.xn--p1ai/a/b.pdf'),)
    >>> evidence_links("приказ № 5"), evidence_links("")
    ((('приказ № 5', ''),), ())
    >>> evidence_links("http://[отчёт] http://")
    (('http://[отчёт] http://', ''),)
    """
    hosts = {word: _host(word) for word in text.split() if word.startswith(_SCHEMES)}
    words = " ".join(word for word in text.split() if not hosts.get(word))
    found = [(host, link) for link, host in hosts.items() if host]
    return (*found, *([(words, "")] if words else []))


def _host(link: str) -> str:
    """The name of the machine, '' when the text only begins as a link does."""
    try:
        name = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
