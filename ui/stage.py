"""What stands on a slide: the conclusion, the table or chart, the notes, the source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.charts import sheets as chart_sheets
from shnor_core.charts.lettering import width_of
from shnor_core.tables import TableSpec
from shnor_core.wording import clipped
from shnor_core.workflow import meeting as workflow
from shnor_core.workflow import neutral_names, presenter
from shnor_core.workflow.meeting import Meeting, Shown
from shnor_core.workflow.presenter import Place, Slide
from ui import charts, data, deck, jotter, slide
from ui.guard import guarded
from ui.sign_in import can_edit
from ui.slide.lines import broken, shortened
from ui.slide.words import entry_sheets
from ui.slide.words import show as show_entries
from ui.wording import plain

# pixels of a slide of 1920 × 1080: between the title and the source, beside the panel and without
HEIGHT, WIDE, NARROW = 760, 1840, 1360
_PANEL = 430
NOTE = 405  # of the panel without its rule and the space beside it
_CHART_WORDS = 100  # the measure and the key above a plot
_TITLE, _SMALL_TITLE = 42, 32
_NOTE_LINES = 9
_POINT = 80  # letters of a point in the crumbs


class Stage:
    """Draws the slides of one meeting, with or without the names of schools."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._letters = data.version(), meeting.territory_id, meeting.meeting_id

    def words(self, text: str, names: bool) -> str:
        return text if names else _neutral(*self._letters).text(text)

    def slides(self, found: Sequence[Slide], names: bool) -> Sequence[Slide]:
        """The deck in its order: schools that follow their numbers go by letters without names."""
        if names:
            return found
        known = _neutral(*self._letters)
        points = groupby(found, key=lambda one: one.point)
        return tuple(
            slide
            for _, point in points
            for slide in known.order.blocks_of(
                tuple(point),
                lambda one: known.school_of(one.title, one.item.address if one.item else ""),
            )
        )

    def shown(self, one: Slide, names: bool) -> Shown | None:
        return one.of(_shown(one.item.content, names, *self._letters)) if one.item else None

    def parts(self, one: Slide, names: bool) -> int:
        """How many sheets a slide takes."""
        what = self.shown(one, names)
        if isinstance(what, TableSpec):
            return len(_table_sheets(what)[0])
        if what is not None:
            return len(_chart_sheets(what))
        return len(self._entries(one, names))

    def folded(self, one: Slide, names: bool) -> bool:
        """Whether the table takes the whole width, so that the panel comes when it is called."""
        what = self.shown(one, names)
        return isinstance(what, TableSpec) and _table_sheets(what)[1] == WIDE

    def fields(self, one: Slide, names: bool) -> tuple[deck.Field, ...]:
        """What the keyboard leads to on this slide."""
        if self._open_to_me():
            return (deck.NOTE, deck.DECISION) if one.item else (deck.DECISION,)
        what = self.shown(one, names)
        told = one.item is not None and (one.item.comment or (what is not None and what.notes))
        return (deck.NOTES,) if told and self.folded(one, names) else ()

    def _open_to_me(self) -> bool:
        return self.meeting.is_draft and can_edit(self.meeting.territory_id)

    def _entries(self, one: Slide, names: bool) -> tuple[slide.Entries, ...]:
        text = {presenter.AGENDA: self.meeting.agenda, presenter.DECISIONS: self.meeting.decisions}
        lines = self.words(text.get(one.key, ""), names).splitlines()
        return entry_sheets(tuple(filter(None, map(str.strip, lines))), NARROW, HEIGHT)

    def draw(self, one: Slide, place: Place, invented: bool, territory: str) -> None:
        what = self.shown(one, place.names)
        self._head(one, place, invented, territory)
        if isinstance(what, TableSpec) and self.folded(one, place.names):
            slide.show(_table_sheets(what)[0][place.part - 1])
            with st.container(key="slide_over"):
                self._panel(one, place, what)
        else:
            left, right = st.columns([NARROW, _PANEL], gap="small")
            with left:
                self._body(one, place, what)
            with right, st.container(key="slide_panel"):
                self._panel(one, place, what)
        if what is not None:
            self._foot(what, place)

    def _head(self, one: Slide, place: Place, invented: bool, territory: str) -> None:
        point = self.words(one.point, place.names)
        point = clipped(point, _POINT)
        known = (territory, workflow.title_of(self.meeting))
        crumbs = " · ".join(plain(text) for text in known)
        badge = " :blue-badge[Вымышленные данные]" if invented else ""
        with st.container(key="slide_crumbs", horizontal=True):
            st.markdown(f"**{plain(point) or 'Заседание'}** · {crumbs}{badge}", width="stretch")
        title, key = _title(self.words(one.title, place.names))
        with st.container(key=key):
            st.markdown(f"# {plain(title)}")

    def _foot(self, what: Shown, place: Place) -> None:
        """Where the numbers come from and, of a long table, which rows stand here."""
        source = f"Источник: {self.words(what.source, place.names)}" if what.source else ""
        told = ""
        if isinstance(what, TableSpec):
            told = _table_sheets(what)[0][place.part - 1].told
        if source or told:
            words = f"<span>{slide.escaped(source)}</span><b>{slide.escaped(told)}</b>"
            with st.container(key="slide_foot"):
                st.html(f'<p class="slide-foot">{words}</p>')

    def _body(self, one: Slide, place: Place, what: Shown | None) -> None:
        if isinstance(what, TableSpec):
            slide.show(_table_sheets(what)[0][place.part - 1])
        elif isinstance(what, ChartSpec):
            sheet = _chart_sheets(what)[place.part - 1]
            key = f"slide_{one.key}_{place.part}_{place.names}"
            charts.place(sheet, key=key, width=NARROW, height=HEIGHT - _CHART_WORDS)
        else:
            entries = self._entries(one, place.names)[place.part - 1]
            if entries:
                show_entries(entries)
            elif one.key == presenter.DECISIONS:
                st.markdown("Решений пока нет: запишите их в поле справа.")
            else:
                st.markdown("К этому вопросу таблиц и графиков не добавлено.")

    @st.fragment
    def _panel(self, one: Slide, place: Place, what: Shown | None) -> None:
        """Notes beside the slide; a draft takes a note to the item and decisions."""
        lines = [line for note in (what.notes if what else ()) for line in broken(note, NOTE)]
        if lines:
            _said("Обратить внимание", shortened(tuple(lines), _NOTE_LINES))
        if one.item is not None:
            self._note(one, place)
        if self._open_to_me():
            written = _jot(
                deck.DECISION, "Решение", "", f"decide_{one.key}", 2, "Записать в «Решили»"
            )
            if written:
                with guarded():
                    workflow.decide(data.store(), self.meeting.meeting_id, written)
                st.toast("Решение записано.", icon=":material/check:")
        elif not self.meeting.is_draft:
            st.caption("Протокол завершён: его только читают.")

    def _note(self, one: Slide, place: Place) -> None:
        if one.item is None:
            return
        key = f"note_{one.key}"
        # within a fragment the item is as old as the page: what was written since is newer
        text = st.session_state.get(f"{key}_text", one.item.comment)
        if not self._open_to_me() or not place.names:
            _read(self.words(text, place.names))
        if not self._open_to_me():
            return
        if place.names:
            written = _jot(deck.NOTE, "Заметка: войдёт в протокол", text, key, 3)
        else:
            more = _jot(deck.NOTE, "Дописать в заметку", "", f"{key}_more", 3, "Дописать")
            written = "\n".join(part for part in (text, more) if part) if more else None
        if written is not None and written != text:
            with guarded():
                workflow.comment(data.store(), one.item.item_id, written)
            st.session_state[f"{key}_text"] = written
            st.caption("Записано.")


def _jot(
    field: deck.Field, label: str, text: str, key: str, rows: int, send: str = ""
) -> str | None:
    return jotter.jot(label, text, key=key, rows=rows, name=field.name, hint=field.key, send=send)


def _read(text: str) -> None:
    lines = [line for each in text.splitlines() for line in broken(each, NOTE)]
    if lines:
        _said("Заметка", shortened(tuple(lines), _NOTE_LINES))


def _said(title: str, lines: tuple[str, ...]) -> None:
    words = "<br>".join(map(slide.escaped, lines))
    st.html(f'<div class="slide-words"><h3>{slide.escaped(title)}</h3><p>{words}</p></div>')


def _title(text: str) -> tuple[str, str]:
    """The conclusion and the look that lets it stand in its place; a longer one is cut."""
    if width_of(text, _TITLE, bold=True) * 1.08 <= 2 * WIDE:
        return text, "slide_title"
    while width_of(text, _SMALL_TITLE, bold=True) * 1.08 > 3 * WIDE:
        text = text[: int(len(text) * 0.95)].rstrip(" …") + "…"
    return text, "slide_title_long"


@lru_cache(maxsize=8)
def _neutral(_version: tuple[str, int], territory: str, meeting_id: str) -> neutral_names.Neutral:
    return neutral_names.neutral(data.store(), territory, meeting_id)


@lru_cache(maxsize=128)
def _shown(
    content: str, names: bool, version: tuple[str, int], territory: str, meeting_id: str
) -> Shown:
    what = workflow.thawed(content)
    return what if names else _neutral(version, territory, meeting_id).shown(what)


@lru_cache(maxsize=128)
def _table_sheets(table: TableSpec) -> tuple[tuple[slide.Sheet, ...], int]:
    """Sheets of a table and the width they take: all of it only when that spares a sheet."""
    beside = slide.sheets(table, NARROW, HEIGHT)
    if len(beside) == 1:
        return beside, NARROW
    whole = slide.sheets(table, WIDE, HEIGHT)
    return (whole, WIDE) if len(whole) < len(beside) else (beside, NARROW)


def _chart_sheets(spec: ChartSpec) -> tuple[ChartSpec, ...]:
    return chart_sheets.sheets(spec, width=NARROW, height=HEIGHT - _CHART_WORDS)
