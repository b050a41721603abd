"""What xlsxwriter leaves out of a chart, said in full, so that every office reads it alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from shnor_core.charts.office.sketch import INK, Face, decimals, number_format

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# what a label shows is said in full: an absent element means «yes» to some readers
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
# children of c:dLbl and c:dLbls that stand before the switches above
_BEFORE_SHOWN = ("idx", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "dLbl")


def for_workbook(xml: bytes) -> bytes:
    """A chart of a workbook, completed."""
    space = _parsed(xml)
    _complete(space)
    return _written(space)


def for_document(xml: bytes, digits: int, face: Face) -> bytes:
    """A chart of a document whose workbook is its relationship ``rId1``; labels get formats."""
    space = _parsed(xml)
    for series in space.iter(_c("ser")):
        _categories_as_text(series)
        _format_labels(series, digits)
    _complete(space)
    _end(space, face)
    return _written(space)


def _parsed(xml: bytes) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _written(space: Any) -> bytes:
    from docx.opc.oxml import serialize_part_xml

    return bytes(serialize_part_xml(space))


def _complete(space: Any) -> None:
    space.find(_c("lang")).set("val", "ru-RU")
    _say_defaults(space)
    for series in space.iter(_c("ser")):
        _complete_points(series)
    for labels in [*space.iter(_c("dLbl")), *space.iter(_c("dLbls"))]:
        _say_what_is_shown(labels)
    for label in space.iter(_c("dLbl")):
        _keep_in_one_line(label)
    for text in list(space.iter(f"{{{_A}}}t")):
        _break_lines(text)


# element, where it belongs, the children it stands behind, its value
_DEFAULTS = (
    ("roundedCorners", ("chartSpace",), ("date1904", "lang"), "0"),
    ("overlay", ("title", "legend"), ("tx", "legendPos", "legendEntry", "layout"), "0"),
    ("autoTitleDeleted", ("chart",), ("title",), "0"),
    ("varyColors", ("barChart", "lineChart"), ("barDir", "grouping"), "0"),
    ("varyColors", ("scatterChart",), ("scatterStyle",), "0"),
    ("delete", ("catAx", "valAx"), ("axId", "scaling"), "0"),
    ("dispBlanksAs", ("chart",), ("plotVisOnly",), "gap"),
)


def _say_defaults(space: Any) -> None:
    """An absent element means different things to different readers."""
    for name, parents, before, value in _DEFAULTS:
        for parent in (one for tag in parents for one in space.iter(_c(tag))):
            _ensure(parent, name, value, before)
    for series in space.iter(_c("ser")):
        kind = _local(series.getparent())
        if kind == "barChart":
            _ensure(series, "invertIfNegative", "0", ("idx", "order", "tx", "spPr"))
        else:
            _ensure(series, "smooth", "0", tuple(_local(child) for child in series))


def _ensure(parent: Any, name: str, value: str, before: tuple[str, ...]) -> None:
    """Put an element behind the last of its predecessors unless it is there."""
    if parent.find(_c(name)) is not None:
        return
    made = _new(f"c:{name}", val=value)
    places = [at for at, child in enumerate(parent) if _local(child) in before]
    parent.insert(places[-1] + 1 if places else 0, made)


def _break_lines(text: Any) -> None:
    """Every line of a label is a paragraph: a line break inside text is only a space to Office."""
    lines = (text.text or "").split("\n")
    paragraph = text.getparent().getparent()
    for line in reversed(lines[1:]):
        other = deepcopy(paragraph)
        other.find(f".//{{{_A}}}t").text = line
        paragraph.addnext(other)
    text.text = lines[0]


def _c(name: str) -> str:
    return f"{{{_C}}}{name}"


def _new(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name, attributes)


def _end(space: Any, face: Face) -> None:
    """Letters of the whole chart and the tie to its workbook, in the order of the schema."""
    from docx.oxml import parse_xml

    settings = space.find(_c("printSettings"))
    if settings is not None:
        space.remove(settings)
    space.append(
        parse_xml(
            f'<c:txPr xmlns:c="{_C}" xmlns:a="{_A}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr>'
            f'<a:defRPr sz="{round(face.text * 100)}"><a:solidFill><a:srgbClr val="{INK[1:]}"/>'
            f'</a:solidFill><a:latin typeface="{face.family}"/><a:cs typeface="{face.family}"/>'
            '</a:defRPr></a:pPr><a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
        )
    )
    data = _new("c:externalData")
    data.set(f"{{{_R}}}id", "rId1")
    data.append(_new("c:autoUpdate", val="0"))
    space.append(data)


def _complete_points(series: Any) -> None:
    """A point of its own colour: Word reads it from the marker, LibreOffice from the point."""
    own = series.find(_c("marker"))
    for point in series.findall(_c("dPt")):
        marker = point.find(_c("marker"))
        if own is None or marker is None:
            continue
        fill = deepcopy(marker.find(_c("spPr")))
        for name in ("size", "symbol"):
            marker.insert(0, deepcopy(own.find(_c(name))))
        edge = fill.find(f"{{{_A}}}ln")
        if edge is not None:
            fill.remove(edge)
        line = _new("a:ln")
        line.append(_new("a:noFill"))
        fill.append(line)
        marker.addnext(fill)
        marker.addnext(_new("c:bubble3D", val="0"))


def _categories_as_text(series: Any) -> None:
    """Years are names here: a reader may not add them up or put a comma into them."""
    for numbers in series.findall(f"{_c('cat')}/{_c('numRef')}"):
        numbers.tag = _c("strRef")
        cache = numbers.find(_c("numCache"))
        cache.tag = _c("strCache")
        for code in cache.findall(_c("formatCode")):
            cache.remove(code)


def _format_labels(series: Any, digits: int) -> None:
    """Every number with the decimals it needs: Office has one format for all labels."""
    labels = series.find(_c("dLbls"))
    if labels is None or labels.find(f"{_c('dLbl')}/{_c('tx')}") is not None:
        return
    places = {at: decimals(value, digits) for at, value in _points(series)}
    usual = Counter(places.values()).most_common(1)[0][0] if places else 0
    own = {int(one.find(_c("idx")).get("val")): one for one in labels.findall(_c("dLbl"))}
    for at, count in sorted(places.items()):
        label = own.get(at)
        if label is None and count != usual:
            label = own[at] = _own_label(labels, at)
        if label is not None and label.find(_c("delete")) is None:
            _put_format(label, count)
    _put_format(labels, usual)
    for label in sorted(own.values(), key=lambda one: int(one.find(_c("idx")).get("val")))[::-1]:
        labels.insert(0, label)


def _points(series: Any) -> Iterator[tuple[int, float]]:
    for point in series.iterfind(f"{_c('val')}//{_c('pt')}"):
        yield int(point.get("idx")), float(point.findtext(_c("v")))


def _own_label(labels: Any, at: int) -> Any:
    label = _new("c:dLbl")
    label.append(_new("c:idx", val=str(at)))
    for name in ("spPr", "txPr", "dLblPos", "showVal"):
        found = labels.find(_c(name))
        if found is not None:
            label.append(deepcopy(found))
    return label


def _put_format(labels: Any, places: int) -> None:
    code = _new("c:numFmt", formatCode=number_format(places), sourceLinked="0")
    after = [labels.find(_c(name)) for name in ("dLbl", "tx", "layout", "idx")]
    if labels.tag == _c("dLbls"):
        found = labels.findall(_c("dLbl"))
        labels.insert(len(found), code)
        return
    next(one for one in after if one is not None).addnext(code)


def _say_what_is_shown(labels: Any) -> None:
    if labels.find(_c("delete")) is not None:
        return
    shown = {name: "0" for name in _SHOWN}
    for name in _SHOWN:
        found = labels.find(_c(name))
        if found is not None:
            shown[name] = found.get("val")
            labels.remove(found)
    place = max(
        (at for at, child in enumerate(labels) if _local(child) in _BEFORE_SHOWN), default=-1
    )
    for offset, (name, value) in enumerate(shown.items(), 1):
        labels.insert(place + offset, _new(f"c:{name}", val=value))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _keep_in_one_line(label: Any) -> None:
    """A label is laid out here: Office would break it at a fifth of the chart's width."""
    if label.find(_c("tx")) is None:
        return
    for body in label.iter(f"{{{_A}}}bodyPr"):
        body.set("wrap", "none")
