"""«Режим заседания»: one item a screen, on the wall; every window follows the one that leads."""

from functools import partial

import streamlit as st

from shnor_core.workflow import presenter
from ui import address, deck, links, meetings, slide
from ui.frame import current, heading
from ui.presenter import watch, window
from ui.stage import Stage

frame = current(needs_tables=False)
territory = frame.territory.territory_id

known = {one.meeting_id: one for one in meetings.of_territory(territory)}
default = next((key for key, one in known.items() if meetings.deck(one)), "")
chosen = address.take("meeting", list(known), default, "Заседание") if default else ""
slides = meetings.deck(known[chosen]) if chosen else ()
if not slides:
    heading("Режим заседания", "Показывать пока нечего", frame)
    st.info(
        "Нажмите «В протокол» у таблиц и графиков, которые нужны на заседании, или заполните"
        " повестку: здесь они станут экранами во всю стену.",
        icon=":material/slideshow:",
    )
    with st.container(horizontal=True):
        links.to("pages/monitoring/overview.py", "К обзору", territory=territory)
        links.to("pages/meeting/protocol.py", "К протоколу", territory=territory)
    st.stop()
meeting = known[chosen]
stage = Stage(meeting)
slide.fill_the_window()
here = window(meeting, partial(stage.slides, slides), stage.parts)
slides = tuple(stage.slides(slides, here.place.names))
at = presenter.at(slides, here.place.item)
stage.draw(slides[at], here.place, frame.territory.invented, frame.territory.name)
titled = [
    presenter.Slide(
        one.key, stage.words(one.title, here.place.names), stage.words(one.point, here.place.names)
    )
    for one in slides
]
deck.show(
    titled,
    at,
    part=here.place.part,
    parts=stage.parts(slides[at], here.place.names),
    role=here.role,
    names=here.place.names,
    fields=stage.fields(slides[at], here.place.names),
    folded=stage.folded(slides[at], here.place.names),
)
watch(meeting.meeting_id, here.seen, here.role)
