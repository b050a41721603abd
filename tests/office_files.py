"""A strict look into Office files: parts, relationships, and the order the schema prescribes.

The sequences are those of ECMA-376, part 1: every element named here may hold the listed children
only, in this order. A set is a choice: its members may stand in any order among themselves.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PREFIXES = {C: "c", A: "a", W: "w", WP: "wp"}

_SHOWN = "showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx {crosses,crossesAt}"
)
_FILL = "{noFill,solidFill,gradFill,pattFill}"
_SEQUENCES = {
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart"
    " spPr txPr externalData printSettings userShapes",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend"
    " plotVisOnly dispBlanksAs",
    "c:title": "tx layout overlay spPr txPr",
    "c:plotArea": "layout {barChart,lineChart,scatterChart} {catAx,valAx} dTable spPr",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth"
    " axId",
    "c:scatterChart": "scatterStyle varyColors ser dLbls axId",
    "c:barChart/c:ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline"
    " errBars cat val shape",
    "c:lineChart/c:ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth",
    "c:scatterChart/c:ser": "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:ser/c:marker": "symbol size spPr",
    "c:dPt/c:marker": "symbol size spPr",
    "c:dLbls": f"dLbl delete numFmt spPr txPr dLblPos {_SHOWN} showLeaderLines leaderLines",
    "c:dLbl": f"idx delete layout tx numFmt spPr txPr dLblPos {_SHOWN}",
    "c:catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:legendEntry": "idx delete",
    "c:strRef": "f strCache",
    "c:numRef": "f numCache",
    "c:strCache": "ptCount pt",
    "c:numCache": "formatCode ptCount pt",
    "c:pt": "v",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:externalData": "autoUpdate",
    "c:rich": "bodyPr lstStyle p",
    "c:txPr": "bodyPr lstStyle p",
    "c:spPr": f"xfrm {{custGeom,prstGeom}} {_FILL} ln",
    "a:p": "pPr {r,br,fld} endParaRPr",
    "a:r": "rPr t",
    "a:pPr": "defRPr",
    "a:ln": f"{_FILL} prstDash {{round,bevel,miter}} headEnd tailEnd",
    "a:defRPr": f"ln {_FILL} latin ea cs sym",
    "a:rPr": f"ln {_FILL} latin ea cs sym",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "w:body": "{p,tbl} sectPr",
    "w:tbl": "tblPr tblGrid tr",
    "w:tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize"
    " tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
    " tblCaption tblDescription",
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:tblCellMar": "top left bottom right",
    "w:tr": "trPr tc",
    "w:trPr": "{cantSplit,tblHeader}",
    "w:tc": "tcPr {p,tbl}",
    "w:tcPr": "tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign",
    "w:p": "pPr {r,hyperlink,bookmarkStart,bookmarkEnd,proofErr}",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc"
    " outlineLvl rPr sectPr",
    "w:numPr": "ilvl numId",
    "w:r": "rPr {t,tab,br,drawing,fldChar,instrText,noBreakHyphen}",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs"
    " highlight u shd vertAlign lang",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "w:num": "abstractNumId lvlOverride",
    "w:lvlOverride": "startOverride lvl",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr"
    " rPr",
}
_RANKS = {
    name: {
        child: rank
        for rank, group in enumerate(text.split())
        for child in group.strip("{}").split(",")
    }
    for name, text in _SEQUENCES.items()
}


def package_faults(data: bytes) -> list[str]:
    """Everything wrong with a package: broken XML, lost parts, unknown types, wrong order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    faults = [f"{name} stands twice" for name in set(names) if names.count(name) > 1]
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    known = {one.get("PartName") for one in types} | {one.get("Extension") for one in types}
    for name, part in parts.items():
        if f"/{name}" not in known and name.rpartition(".")[2] not in known:
            faults.append(f"{name} has no content type")
        if name.endswith(".rels"):
            faults += _relation_faults(name, part, parts)
        elif name.endswith(".xml"):
            faults += [f"{name}: {fault}" for fault in order_faults(part)]
            faults += _used_relation_faults(name, part, parts)
    return faults


def _relation_faults(name: str, part: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in ElementTree.fromstring(part):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        if posixpath.normpath(path) not in parts:
            yield f"{name}: {target} is missing"


def _used_relation_faults(name: str, part: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    """Relationships an element names must stand in the part's own list."""
    folder, base = posixpath.split(name)
    rels = parts.get(f"{folder}/_rels/{base}.rels")
    known = {one.get("Id") for one in ElementTree.fromstring(rels)} if rels else set()
    for element in ElementTree.fromstring(part).iter():
        for key, value in element.attrib.items():
            if key.startswith(f"{{{R}}}") and value not in known:
                yield f"{name}: no relationship {value}"


def order_faults(xml: bytes) -> list[str]:
    """Children in a wrong order, or where the schema has no place for them."""
    root = ElementTree.fromstring(xml)
    faults: list[str] = []
    _walk(root, "", faults)
    return faults


def _walk(element: Any, parent: str, faults: list[str]) -> None:
    name = _short(element.tag)
    ranks = _RANKS.get(f"{parent}/{name}") or _RANKS.get(name)
    if ranks is not None:
        children = [_short(child.tag) for child in element]
        faults += _sequence_faults(name, children, ranks)
    for child in element:
        _walk(child, name, faults)


def _sequence_faults(name: str, children: Sequence[str], ranks: dict[str, int]) -> Iterator[str]:
    last = -1
    for child in children:
        local = child.partition(":")[2]
        if child.startswith(("w14:", "?:", "mc:")):
            continue
        if local not in ranks:
            yield f"{child} has no place in {name}"
            continue
        if ranks[local] < last:
            yield f"{child} stands too late in {name}"
        last = ranks[local]


def _short(tag: str) -> str:
    space, _, local = tag.lstrip("{").partition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def parts_under(data: bytes, folder: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith(folder)]
    return sorted((name for name in names if "_rels" not in name), key=lambda n: (len(n), n))
