"""docs/access.md row by row and cell by cell, at the real server.

The table of the document is what is tested. Every cell is tried twice: by the screen the person is
shown, and by the message of somebody who had the form open when the right to it was taken away.

``pytest tests/proof/access_table.py`` takes minutes; that no row is missing,
``tests/test_access_everywhere.py`` asks every time.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from shnor_core.workflow import templates
from tests.proof.house import ALLOWED, REFUSED, ROLES, STRANGER, House, running_house, said_of
from tests.session import NotOnScreenError, Session

DEMO = "territory=demo"
TARGETS = f"targets?{DEMO}&on=2024-01-15&rows=Все&target=demo-2022:8.5"
ROADMAP = f"roadmap?{DEMO}&on=2024-01-15&measure=demo-2022:measure:5"
PAIRS = f"clusters?{DEMO}&clusters_tab=Пары"
Step = Callable[[Session], object]
_numbers = itertools.count(1)


def number() -> int:
    """Another one every time, so that nothing is refused for having been written already."""
    return next(_numbers)


def nothing(_tab: Session) -> None:
    """Nothing has to be done before."""


def again(tab: Session) -> None:
    """The page anew, as it stands in the address."""
    tab.open(tab.address)


@dataclass(frozen=True)
class Action:
    """How a person does it: the use case, what has to be written before, the page, the last step.

    ``door`` leads to the dialog of the last step; ``shown`` when the same page stands open to
    everybody who may look.
    """

    case: str
    last: Callable[[Session], bytes]
    world: Step = nothing
    page: Step = again
    door: str = ""
    shown: bool = False


def steps(*many: Step) -> Step:
    def walk(tab: Session) -> None:
        for one in many:
            one(tab)

    return walk


def press(label: str) -> Callable[[Session], bytes]:
    return lambda tab: tab.pressed(label)


def pressed(label: str) -> Step:
    return lambda tab: tab.press(label)


def doubt(tab: Session) -> None:
    tab.open(f"quality?{DEMO}").fill("Причина", f"письмо {number()}")


def followed(tab: Session, link: str) -> Session:
    """Come to a row from another screen: a link opens it once a visit."""
    return tab.open(f"backups?{DEMO}").open(link)


def fact(tab: Session) -> None:
    followed(tab, TARGETS).fill("Сколько", 1 + number() % 5).fill("Из скольких", 7)


def state(tab: Session) -> None:
    followed(tab, ROADMAP).fill("Примечание", f"записано {number()}")


def risk(tab: Session) -> None:
    tab.open(f"school?{DEMO}").fill("Фактор риска", 0).fill("Значимость", 0)
    tab.fill("Откуда известно", f"анкета {number()}")


def pair(tab: Session) -> None:
    tab.open(PAIRS).fill("Почему", f"решение {number()}")


def advice(tab: Session) -> None:
    tab.open(f"recommendations?{DEMO}").fill("Причина: обязательна, если отклонить", "не к месту")


def draft(tab: Session) -> None:
    """A fresh draft on the screen of the protocol."""
    tab.open(f"protocol?{DEMO}")
    tab.press("Начать протокол" if "Начать протокол" in tab.labels() else "Пустой черновик")


def chosen(tab: Session, name: str) -> str:
    """A part of the address of the page."""
    return parse_qs(tab.query)[name][0]


def part(name: str) -> Step:
    """A part of the screen of the chosen draft."""
    return lambda tab: tab.open(
        f"protocol?{DEMO}&meeting={chosen(tab, 'meeting')}&protocol_tab={name}"
    )


def item(tab: Session) -> None:
    """A table of «Обзор» in the chosen draft."""
    _add(tab, "")


def other_item(tab: Session) -> None:
    _add(tab, "municipality")


def _add(tab: Session, screen: str) -> None:
    meeting = chosen(tab, "meeting")
    tab.open(f"{screen}?{DEMO}&meeting={meeting}").press("В протокол")
    tab.open(f"protocol?{DEMO}&meeting={meeting}&protocol_tab=Пункты")


def head(tab: Session) -> None:
    part("Сведения и решения")(tab)
    tab.fill("Номер", str(number())).fill("Дата", "2024-06-15").fill(AGENDA, "О результатах")


def stale_item(tab: Session) -> None:
    """An item whose numbers have changed since, on the screen that offers the new ones."""
    meeting = chosen(tab, "meeting")
    followed(tab, ROADMAP).fill("Состояние", 0).press("Записать")
    followed(tab, f"{ROADMAP}&meeting={meeting}").press("В протокол")
    followed(tab, ROADMAP).fill("Состояние", 2).press("Записать")
    tab.open(f"protocol?{DEMO}&meeting={meeting}")
    tab.open(f"{ROADMAP}&meeting={meeting}&renew={chosen(tab, 'item')}")


def file(tab: Session) -> None:
    twos = number()
    row = f"Школа № 1;ВПР;математика;5;2025;весна;{14 + twos};{twos};8;4;2"
    names = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2;3;4;5"
    tab.open(f"upload?{DEMO}").upload("новое.csv", f"{names}\n{row}".encode())


def template(tab: Session) -> bytes:
    return tab.uploaded(f"шаблон {number()}.docx", templates.sample())


def meeting_mode(tab: Session) -> None:
    tab.open(f"presenter?{DEMO}&meeting={chosen(tab, 'meeting')}")


def copy(tab: Session) -> None:
    tab.open("backups")
    tab.answer("backups", "clicked", tab.rows("backups")[0]).choose("Понимаю, вернуть", True)


def new_territory(tab: Session) -> None:
    tab.open(f"upload?{DEMO}").press("Новая территория").fill("Название", f"Район {number()}")


AGENDA = "Повестка, по пункту в строке"
COMMENT = "Почему так: войдёт в протокол под таблицей"
ITEM, TWO_ITEMS = steps(draft, item), steps(draft, item, other_item)
SAVED = steps(draft, head, pressed("Сохранить"), item)
ACTIONS = {
    "Принять место как напечатано": Action(
        "decisions.settle", press("Верно, как напечатано"), page=doubt
    ),
    "Отменить решение о месте": Action(
        "decisions.undo", press("Отменить"), steps(doubt, pressed("Верно, как напечатано"))
    ),
    "Записать факт показателя": Action(
        "programme_edits.enter_fact", press("Записать факт"), page=fact
    ),
    "Записать состояние мероприятия": Action(
        "programme_edits.enter_state", press("Записать"), page=state
    ),
    "Отменить запись о программе": Action(
        "programme_edits.undo", press("Отменить"), steps(state, pressed("Записать"))
    ),
    "Записать значимость риска": Action(
        "risk_edits.enter", press("Записать значимость"), page=risk
    ),
    "Отменить запись о риске": Action(
        "risk_edits.undo", press("Отменить"), steps(risk, pressed("Записать значимость"))
    ),
    "Записать решение о паре": Action("pair_edits.decide", press("Записать решение"), page=pair),
    "Отменить решение о паре": Action(
        "pair_edits.undo", press("Отменить"), steps(pair, pressed("Записать решение"))
    ),
    "Принять рекомендацию": Action("advice_answers.decide", press("Принять"), page=advice),
    "Отклонить рекомендацию": Action("advice_answers.decide", press("Отклонить"), page=advice),
    "Отменить ответ на рекомендацию": Action(
        "advice_answers.undo", press("Отменить решение"), steps(advice, pressed("Отклонить"))
    ),
    "Начать протокол": Action("meeting.new_draft", press("Пустой черновик"), draft),
    "Начать протокол с повесткой другого": Action(
        "meeting_end.with_agenda_of", press("Черновик с этой повесткой и составом"), draft
    ),
    "Продолжить заседание": Action(
        "meeting_end.continued", press("Продолжить это заседание новым черновиком"), draft
    ),
    "Удалить черновик": Action(
        "meeting_end.remove_draft",
        press("Удалить черновик"),
        draft,
        steps(again, lambda tab: tab.choose("Черновик не нужен", True)),
    ),
    "Добавить таблицу или график в протокол": Action(
        "meeting.add", press("В протокол"), steps(draft, lambda tab: tab.open(f"?{DEMO}"))
    ),
    "Взять новые числа пункта": Action(
        "meeting_refresh.renew", press("Взять новые числа"), steps(draft, stale_item)
    ),
    "Написать под пунктом": Action(
        "meeting.comment", lambda tab: tab.changed(COMMENT, f"потому {number()}"), ITEM
    ),
    "Переставить пункт": Action("meeting.move", press("↑ Выше"), TWO_ITEMS),
    "Отнести пункт к вопросу": Action(
        "meeting.assign", lambda tab: tab.changed("Вопрос повестки", 1), SAVED
    ),
    "Убрать пункт": Action("meeting.remove", press("Убрать"), ITEM),
    "Сохранить сведения и решения": Action("meeting.save", press("Сохранить"), draft, head),
    "Завершить протокол": Action(
        "meeting_end.finish", press("Завершить протокол"), SAVED, part("Завершение")
    ),
    "Принять шаблон": Action("templates.keep", template, draft, part("Шаблон")),
    "Вернуться к обычному оформлению": Action(
        "templates.retire",
        press("Вернуться к обычному оформлению"),
        steps(draft, part("Шаблон"), lambda tab: tab.send(template(tab))),
    ),
    "Вести заседание": Action(
        "presenter.lead",
        lambda tab: tab.opened(f"presenter?{tab.query}"),
        ITEM,
        part("Пункты"),
        shown=True,
    ),
    "Листать на всех экранах": Action(
        "presenter.show",
        lambda tab: tab.answered("deck", "asked", "next"),
        steps(TWO_ITEMS, meeting_mode),
        shown=True,
    ),
    "Перестать вести заседание": Action(
        "presenter.lead",
        lambda tab: tab.answered("deck", "asked", "leave"),
        steps(ITEM, meeting_mode),
        steps(again, lambda tab: tab.answer("deck", "asked", "lead")),
        shown=True,
    ),
    "Записать решение на заседании": Action(
        "meeting.decide",
        lambda tab: tab.answered(f"decide_{chosen(tab, 'item')}", "written", {"text": "решили"}),
        steps(ITEM, meeting_mode),
    ),
    "Принять файл": Action("intake.confirm", press("Принять файл"), page=file),
    "Отменить загрузку": Action(
        "intake_history.undo",
        press("Отменить загрузку"),
        steps(file, pressed("Принять файл")),
        steps(again, pressed("Отменить")),
        door="Отменить",
    ),
    "Завести территорию": Action(
        "intake_history.new_territory",
        press("Завести территорию"),
        page=new_territory,
        door="Новая территория",
    ),
    "Сделать копию базы": Action(
        "restoring.make", press("Сделать копию"), lambda tab: tab.open("backups")
    ),
    "Вернуть базу из копии": Action("restoring.restore", press("Вернуть базу из копии"), page=copy),
}
# by the command line alone, where the one at the machine acts
COMMANDS = {"restoring.restore_file"}


def table() -> dict[str, dict[str, str]]:
    """Action → column → what the document says."""
    return said_of("Экран", 1)


@pytest.fixture(scope="module")
def house(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(built_database, tmp_path_factory) as made:
        made.give("Администратор")
        with made.tab("Администратор") as tab:
            # the copy of the day is made with the first page
            tab.open(f"?{DEMO}")
        yield made


@pytest.mark.parametrize("name", ACTIONS)
def test_everybody_may_what_the_table_says(house: House, name: str) -> None:
    said, action = table()[name], ACTIONS[name]
    able = next(role for role in ROLES if said[role] == ALLOWED)
    found: dict[str, str] = {}
    house.give(able)
    with house.tab(able) as tab:
        action.world(tab)
        for role in ROLES:
            if ALLOWED in found.values():
                house.give(able)
                action.world(tab)
            found[role] = ALLOWED if _writes(house, action, tab, able, role) else REFUSED
    assert found == said


def _writes(house: House, action: Action, tab: Session, able: str, role: str) -> bool:
    """Whether the last step of somebody ``able`` writes once the person is ``role``."""
    house.give(able)
    action.page(tab)
    message, address = action.last(tab), tab.address
    house.give(role)
    before = house.written()
    if role == STRANGER:
        _forge(house, message)
    else:
        tab.send(message)
    if house.written() != before:
        return True
    if ROLES[role]:
        _look(house, action, role, address)
    assert house.written() == before
    return False


def _forge(house: House, message: bytes) -> None:
    """The message of somebody else; a part of a page they never saw is asked of the whole page."""
    forged = BackMsg.FromString(message)
    forged.rerun_script.fragment_id = ""
    with house.tab(STRANGER) as stranger:
        stranger.open("").send(forged.SerializeToString())
        assert stranger.labels() == ["Войти"]


def _look(house: House, action: Action, role: str, address: str) -> None:
    """The screen as it opens for who may not: without the door, or with one that leads nowhere."""
    with house.tab(role) as other:
        other.open(address)
        assert action.door not in other.labels()
        try:
            message = action.last(other)
        except NotOnScreenError:
            return
        assert action.shown, "the screen offers what will be refused"
        other.send(message)
