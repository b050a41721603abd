"""Files spoiled on purpose: bytes, archives, XML, text tables. A seed gives the same file again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from shnor_core.exchange.inbox.container import ZIP_FAULTS

Mutation = Callable[[bytes, random.Random], bytes]

_FAR = ("XFD1048576", "A1048576", "ZZZ9999999", "A0", "1A", "", "B" * 300)
_TYPES = ("e", "b", "d", "str", "s", "n", "inlineStr", "nonsense", "")
_VALUES = ("1e999", "NaN", "-1", "9" * 20, "", "#REF!", "&#0;", "0x10", "\u202e", "1,5")
_BOMB = 120 * 1024 * 1024


def mutated(content: bytes, rng: random.Random) -> bytes:
    """One to three mutations of a file, structural ones where it has a structure."""
    for _ in range(rng.randint(1, 3)):
        structural = content.startswith(b"PK") and rng.random() < 0.75
        content = rng.choice(_ARCHIVE if structural else _BYTES)(content, rng)
    return content


def _flip(content: bytes, rng: random.Random) -> bytes:
    spoiled = bytearray(content or b"\0")
    for _ in range(rng.choice((1, 4, 64))):
        spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled)


def _cut(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _insert(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    pieces = (b"\0", b'"', b";", b"\r", b"\xff\xfe", b"=1+1;", b"\n" * 50, rng.randbytes(200))
    return content[:at] + rng.choice(pieces) * rng.choice((1, 3, 200)) + content[at:]


def _repeat(content: bytes, rng: random.Random) -> bytes:
    first, last = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:]


def _recode(content: bytes, rng: random.Random) -> bytes:
    source, target = rng.sample(("utf-8", "cp1251", "utf-16", "utf-8-sig", "koi8-r"), 2)
    return content.decode(source, "replace").encode(target, "replace")


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except ZIP_FAULTS:
        return {}


def _packed(members: dict[str, bytes], twice: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    if not twice:
        return target.getvalue()
    # the writer warns of a second part of one name; a forged archive has it all the same
    doubled = {f"{twice[:-1]}\x01": members[twice], **members}
    packed = _packed(doubled)
    return packed.replace(f"{twice[:-1]}\x01".encode(), twice.encode())


def _drop(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    if members:
        members.pop(rng.choice(sorted(members)))
    return _packed(members)


def _double(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    return _packed(members, rng.choice(sorted(members))) if members else content


def _swap(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    if len(members) < 2:
        return content
    one, other = rng.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]
    return _packed(members)


def _spoil_part(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    if members:
        name = rng.choice(sorted(members))
        members[name] = rng.choice(_BYTES)(members[name], rng)
    return _packed(members)


def _spoil_xml(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    named = [name for name in sorted(members) if name.endswith((".xml", ".rels"))]
    # sheets and the document matter most
    chosen = [name for name in named if "sheet" in name or "document" in name] or named
    if chosen:
        name = rng.choice(chosen if rng.random() < 0.7 else named)
        text = members[name].decode("utf-8", "replace")
        for _ in range(rng.choice((1, 5, 40))):
            text = rng.choice(_XML)(text, rng)
        members[name] = text.encode("utf-8", "replace")
    return _packed(members)


def _attribute(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r'\s[\w:]{1,20}="([^"]{0,200})"', text))
    if not found:
        return text
    one = rng.choice(found)
    value = rng.choice((*_FAR, *_TYPES, *_VALUES, "99999", str(rng.randrange(10**6))))
    return text[: one.start(1)] + value.replace("&", "&amp;") + text[one.end(1) :]


def _value(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"<(?:v|t|w:t)(?: [^>]*)?>([^<]*)</", text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start(1)] + rng.choice(_VALUES) + text[one.end(1) :]


def _type(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"<c (r=\"[A-Z0-9]+\")([^>]*)>", text))
    if not found:
        return text
    one = rng.choice(found)
    cell = f'<c {one[1]} t="{rng.choice(_TYPES)}"{rng.choice(("", "/"))}>'
    return text[: one.start()] + cell + text[one.end() :]


def _merge(text: str, rng: random.Random) -> str:
    ranges = ("A1:XFD1048576", "B2:B2", "C9:A1", "A8:G8", "A1:A1000", "x")
    merged = f'<mergeCells count="1"><mergeCell ref="{rng.choice(ranges)}"/></mergeCells>'
    return text.replace("</sheetData>", f"</sheetData>{merged}").replace(
        "<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{rng.choice((0, 2, 62, 99999))}"/><w:vMerge/>'
    )


def _nest(text: str, rng: random.Random) -> str:
    depth, name = rng.choice((50, 3000, 40_000)), rng.choice(("w:tbl", "w:sdt", "row", "a"))
    at = text.find(">", len(text) // 2) + 1
    return text[:at] + f"<{name}>" * depth + f"</{name}>" * depth + text[at:]


def _declare(text: str, rng: random.Random) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ха"}">' for n in range(9))
    outside = '<!ENTITY e8 SYSTEM "file:///etc/passwd">'
    doctype = f"<!DOCTYPE a [{rng.choice((entities, outside))}]>"
    body = re.sub(r"^<\?xml[^>]*>", "", text).replace("</t>", "&e8;</t>", 1)
    return " " * rng.choice((0, 5000)) + doctype + body


def _broken_tag(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(("<", "</v>", "]]>", "<!--", "\x00", "<row>")) + text[at:]


def _many(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    for number in range(600):
        members[f"xl/media/{number}.bin"] = b""
    return _packed(members)


def _bomb(content: bytes, rng: random.Random) -> bytes:
    members = _members(content)
    if members:
        name = rng.choice(sorted(members))
        size = rng.choice((2, 20)) * 1024 * 1024 if rng.random() < 0.9 else _BOMB
        members[name] = members[name] + rng.choice((b" ", b"\0", b"<c/>")) * (size // 4)
    return _packed(members)


_BYTES: tuple[Mutation, ...] = (_flip, _cut, _insert, _repeat, _recode)
_XML: tuple[Callable[[str, random.Random], str], ...] = (
    _attribute, _attribute, _value, _value, _type, _type, _merge, _nest, _declare, _broken_tag,
)  # fmt: skip
_ARCHIVE: tuple[Mutation, ...] = (
    *(_spoil_xml,) * 12, *(_spoil_part,) * 3, *(_flip,) * 2, _drop, _double, _swap, _many, _bomb,
)  # fmt: skip
