"""What stands around every page: the side bar, the heading, the year pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from shnor_core.model import Territory
from shnor_core.wording import counted
from shnor_core.workflow.monitoring import Picture
from ui import address, data, doubts, downloads, links
from ui.guard import guarded
from ui.wording import plain

ROOT = Path(__file__).parents[1]
INVENTED = downloads.INVENTED


@dataclass(frozen=True)
class Frame:
    """What governs the page: territory, indicator set and the compared years."""

    territory: Territory
    picture: Picture
    base: int
    year: int

    @property
    def years(self) -> str:
        """The compared years in words; one year has nothing to be compared with."""
        if self.base == self.year:
            return str(self.year or "")
        return f"{self.base} → {self.year}"


def pages() -> dict[str, tuple[st.Page, ...]]:
    """The router's list: section → pages."""
    return {
        "Мониторинг": (
            st.Page(ROOT / "pages/monitoring/overview.py", title="Обзор", default=True),
            st.Page(ROOT / "pages/monitoring/municipality.py", title="Муниципалитет"),
            st.Page(ROOT / "pages/monitoring/school.py", title="Школа"),
            st.Page(ROOT / "pages/monitoring/results.py", title="Результаты процедур"),
            st.Page(ROOT / "pages/monitoring/region.py", title="Территории"),
        ),
        "Анализ": (
            st.Page(ROOT / "pages/analysis/identification.py", title="Идентификация"),
            st.Page(ROOT / "pages/analysis/clusters.py", title="Кластеры и пары"),
        ),
        "Программа": (
            st.Page(ROOT / "pages/programme/targets.py", title="Целевые показатели"),
            st.Page(ROOT / "pages/programme/roadmap.py", title="Дорожная карта"),
        ),
        "Заседание": (
            st.Page(ROOT / "pages/meeting/recommendations.py", title="Рекомендации"),
            st.Page(ROOT / "pages/meeting/presenter.py", title="Режим заседания"),
            st.Page(ROOT / "pages/meeting/protocol.py", title="Протокол"),
        ),
        "Данные": (
            st.Page(ROOT / "pages/data/upload.py", title="Загрузка"),
            st.Page(ROOT / "pages/data/quality.py", title="Качество данных"),
            st.Page(ROOT / "pages/data/backups.py", title="Копии базы"),
            st.Page(ROOT / "pages/data/methodology.py", title="Методика"),
        ),
    }


def side_bar(sections: dict[str, Sequence[st.Page]]) -> None:
    """Territory and years, then the screens by section, then the version of the data."""
    with st.sidebar:
        name = st.container()
        territory = choose_territory()
        badge = f" :blue-badge[{INVENTED}]" if territory and territory.invented else ""
        name.markdown(f"**ШНОР-монитор**{badge}")
        if territory is not None:
            _choose_set(territory)
            _choose_years(territory)
        for title, members in sections.items():
            st.caption(title)
            for page in members:
                st.page_link(page, label=_label(page, territory))
        if territory is not None:
            st.caption(f"Версия данных {data.version()[1]}")


def choose_territory() -> Territory | None:
    """The territory of the address, or ``None`` on an empty database."""
    with guarded():
        known = {one.territory_id: one for one in data.territories()}
    if not known:
        return None
    default = next(iter(known))
    key = address.select(
        "Территория",
        list(known),
        key="territory",
        default=default,
        show=lambda one: known[one].name,
        hidden=True,
    )
    return known[key]


def _set_of(territory_id: str) -> str | None:
    """The set of tables of the address, the first one by default."""
    known = list(data.indicator_sets(territory_id))
    return address.take("set", known, known[0], "Таблица") if known else None


def _choose_set(territory: Territory) -> None:
    known = data.indicator_sets(territory.territory_id)
    if len(known) > 1:
        address.select(
            "Таблица",
            list(known),
            key="set",
            default=next(iter(known)),
            show=known.__getitem__,
            hidden=True,
        )


def _choose_years(territory: Territory) -> None:
    picture = data.picture(territory.territory_id, _set_of(territory.territory_id))
    years = list(reversed(picture.years))
    # one year has nothing to be compared with
    if len(years) < 2:
        return
    judged = years[:-1] or years
    # what the address names wrongly is said above the narrow columns
    year = address.take("year", judged, years[0], "Год")
    earlier = [one for one in years if one < year] or years
    address.take("base", earlier, earlier[0], "Год сравнения")
    left, right = st.columns(2)
    with left:
        address.select("Год", judged, key="year", default=years[0])
    with right:
        address.select("Сравнить с", earlier, key="base", default=earlier[0])


def _label(page: st.Page, territory: Territory | None) -> str:
    if territory is None or page.title != "Качество данных":
        return page.title
    left = len(doubts.of(territory.territory_id, _set_of(territory.territory_id)).findings)
    return (
        f"{page.title} :violet-badge[? {counted(left, 'место', 'места', 'мест')}]"
        if left
        else page.title
    )


def current(*, needs_tables: bool = True) -> Frame:
    """Territory and years of the address; on an empty database says what to load and stops."""
    with guarded():
        known = {one.territory_id: one for one in data.territories()}
    if not known:
        empty(
            "База пуста",
            "Заведите территорию и загрузите её данные на экране «Загрузка»: там же бланк.",
        )
    key = address.take("territory", list(known), next(iter(known)), "Территория")
    with guarded():
        picture = data.picture(key, _set_of(key))
    if not picture.years:
        if needs_tables:
            empty(
                f"{picture.territory.name}: таблиц мониторинга пока нет",
                "Экран покажет показатели школ по годам, когда лист «Мониторинг» бланка будет"
                " загружен. Результаты процедур и идентификация работают и без него.",
            )
        return Frame(picture.territory, picture, 0, 0)
    judged = picture.years[1:] or picture.years
    year = address.take("year", judged, judged[-1], "Год")
    earlier = [one for one in picture.years if one < year] or list(picture.years)
    base = address.take("base", earlier, earlier[-1], "Год сравнения")
    return Frame(picture.territory, picture, base, year)


def lead_to_data() -> None:
    """On the first page of a visit: a territory without tables opens where its results are.

    Later «Обзор» is what the reader asked for, and it says what to load.
    """
    if st.session_state.setdefault("visited", False):
        return
    st.session_state["visited"] = True
    key = st.session_state.get("territory")
    if key and not data.picture(key, _set_of(key)).years and data.results(key).results:
        links.go("pages/monitoring/results.py", territory=key)


def heading(screen: str, title: str, frame: Frame, detail: str = "") -> None:
    """The name of the screen in small type, then the conclusion as the title.

    What the files of the page say of themselves is known from here on.
    """
    downloads.state(_facts(screen, title, frame, detail))
    crumbs = " · ".join(plain(part) for part in (frame.territory.name, detail) if part)
    badge = f" :blue-badge[{INVENTED}]" if frame.territory.invented else ""
    st.markdown(f"**{screen}** · {crumbs}{badge}")
    st.markdown(f"# {plain(title)}")


def _facts(screen: str, title: str, frame: Frame, detail: str) -> dict[str, str]:
    _, version = data.version()
    facts = {
        "Территория": frame.territory.name,
        "Экран": screen,
        "Вывод": title,
        "Что показано": detail,
        "Годы сравнения": frame.years,
        "Версия данных": str(version),
        "Дата выгрузки": f"{date.today():%d.%m.%Y}",
    }
    if frame.territory.invented:
        facts[INVENTED] = "Числа созданы генератором для показа возможностей."
    return {label: text for label, text in facts.items() if text}


def empty(title: str, what_to_do: str) -> None:
    """An empty state: what is missing and what to load; the page ends here."""
    st.markdown(f"# {plain(title)}")
    st.info(what_to_do, icon=":material/upload_file:")
    links.to("pages/data/upload.py", "Загрузка")
    st.caption("Как экран выглядит с данными, видно на территории «Учебный округ».")
    st.stop()
