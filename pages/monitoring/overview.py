"""«Обзор»: what needs attention now?"""

from datetime import date

import streamlit as st

from shnor_core.model import Tone
from shnor_core.wording import clipped, counted
from shnor_core.workflow.overview import AttentionGroup
from ui import actions, address, data, definitions, doubts, grid, links, risk_profile, source
from ui.frame import current, heading, lead_to_data
from ui.programme import day_words, own_day
from ui.wording import plain

# what fell in the schools is settled on this screen, the other lists on screens of their own
SHOWN_LINES = {"school": 3}
LINE_LENGTH = 110
COLOURS = {Tone.DOUBT: "violet", Tone.WORSE: "orange"}
OPENS = {
    "quality": ("pages/data/quality.py", "Открыть список и уточнить"),
    "municipality": ("pages/monitoring/municipality.py", "Сверка с таблицами школ"),
    "school": ("pages/monitoring/school.py", "Открыть школу"),
    "roadmap": ("pages/programme/roadmap.py", "Дорожная карта"),
    "targets": ("pages/programme/targets.py", "Целевые показатели"),
}


def attention(group: AttentionGroup, left: int) -> None:
    """A count, the first cells, the screen where the rest is; ``left`` is what the menu counts."""
    if not group.lines:
        return
    mark = f":{COLOURS[group.tone]}[{group.mark}]" if group.tone in COLOURS else group.mark
    shown = group.lines[: SHOWN_LINES.get(group.page, 1)]
    lines = [f"- {plain(clipped(line, LINE_LENGTH))}" for line in shown]
    st.markdown("\n".join([f"**{mark} {group.title}** :gray[{group.count}]", *lines]))
    if group.tone is Tone.DOUBT:
        questions(left)
    elif group.page:
        links.to(*OPENS[group.page])


def questions(left: int) -> None:
    places = counted(left, "место", "места", "мест")
    links.to("pages/data/quality.py", f"Всего вопросов к данным: {places}")


def quiet(groups: list[AttentionGroup], left: int) -> None:
    """What asks for nothing takes one line, below everything that does."""
    if groups:
        told = "; ".join(f"{one.title.lower()} — {one.count}" for one in groups)
        st.caption(f"Остальное: {told}.")
    if left and any(one.tone is Tone.DOUBT for one in groups):
        questions(left)


def open_school(target: str | None) -> None:
    """A clicked name of a school opens its page with the same tables and years."""
    if target in picture.names:
        links.go(
            "pages/monitoring/school.py",
            territory=frame.territory.territory_id,
            set=picture.indicator_set,
            school=target,
            year=str(frame.year),
            base=str(frame.base),
        )


def schools() -> None:
    """Schools × indicators; a name opens its school, a number its source."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{view.matrix.title}**", width="stretch")
        address.switch("Вид", list(levels), key="show", default="изменение")
        actions.for_table(view.matrix, key="overview_matrix", file_name="Обзор")
    clicked = grid.show(view.matrix, key="overview_matrix", dense=True, heading=False)
    open_school(clicked)
    source.on_click(picture, clicked)


lead_to_data()
frame = current()
picture = frame.picture
levels = {"изменение": False, "значение": True}
definition = definitions.chosen()
mode = address.take("show", list(levels), "изменение", "Вид")
view = data.overview(
    frame.territory.territory_id,
    picture.indicator_set,
    frame.base,
    frame.year,
    definition,
    levels[mode],
)
detail = f"{counted(len(picture.schools), 'школа', 'школы', 'школ')}, {frame.years}"
heading("Обзор", view.title, frame, detail)
main, side = st.columns([4.4, 1.3], gap="medium")
with main:
    if view.headline.rows:
        source.on_click(picture, grid.show(view.headline, key="overview_headline", heading=False))
    if picture.schools:
        schools()
    else:
        st.info(
            "Таблиц школ нет: загрузите лист «Мониторинг» бланка, и здесь будет видно, что в какой"
            " школе изменилось.",
            icon=":material/upload_file:",
        )
        links.to("pages/data/upload.py", "Загрузка")
with side, st.container(key="attention"):
    st.markdown("##### Что требует внимания сегодня")
    programmes = data.programmes(frame.territory.territory_id)
    day = own_day(programmes)
    programme = data.programme_attention(frame.territory.territory_id, day)
    risks = risk_profile.attention(frame.territory.territory_id)
    left = len(doubts.of(frame.territory.territory_id, picture.indicator_set).findings)
    for group in view.attention:
        attention(group, left)
    if day < date.today():
        st.caption(f"Программа завершена: сроки и цели — {day_words(day, programmes)}.")
    for group in (*programme, *risks):
        attention(group, left)
    quiet([one for one in (*view.attention, *programme, *risks) if not one.lines], left)
