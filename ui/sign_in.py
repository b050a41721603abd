"""Who sits at the screen: the sign-in page, the line about it, what is closed to whom."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from shnor_core.workflow import access, access_rules
from shnor_core.workflow.access import NOBODY, ROLE_WORDS, Actor, Role
from ui.guard import guarded
from ui.wording import plain

LOCAL_ONLY = (
    "Без настроенного входа приложение отвечает только этому компьютеру: уберите server.address"
    " или настройте вход в .streamlit/secrets.toml (образец — secrets.toml.example)."
)


def configured() -> bool:
    """Whether ``.streamlit/secrets.toml`` names an identity provider."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def person() -> Actor:
    """Who acts in this session; asked anew at every write, so a changed list works at once."""
    return _known(st.user.to_dict()) if configured() else access_rules.rules().local()


def caller(cookies: Mapping[str, str]) -> Actor:
    """Who sends a request outside of any session, by the cookie that Streamlit signed."""
    return _known(_signed(cookies)) if configured() else access_rules.rules().local()


def _known(claims: Mapping[str, object]) -> Actor:
    rules = access_rules.rules()
    if not claims.get("is_logged_in") or rules.is_stale(claims, time.time()):
        return NOBODY
    return rules.actor(claims)


def _signed(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """What the identity provider said of the person; a long saying takes several cookies."""
    said = get_cookie_with_chunks(
        lambda name: decode_signed_value(get_cookie_secret(), name, cookies.get(name, "")),
        USER_COOKIE_NAME,
    )
    return dict(json.loads(said)) if said else {}


def over_https() -> bool:
    """Whether people reach this app by HTTPS, also when a server before it speaks it for us."""
    if not configured():
        return False
    return str(st.secrets["auth"].get("redirect_uri", "")).startswith("https://")


def listens_too_wide() -> bool:
    """Whether the server would answer other machines although nobody has to sign in."""
    return not is_near(str(st.get_option("server.address") or "")) and not configured()


def is_near(address: str) -> bool:
    """Whether only this machine can stand behind an address."""
    return address in ("localhost", "::1") or address.startswith(("127.", "unix:"))


def gate() -> None:
    """Let nobody past who may not see the data; the page ends here for them."""
    access.identify_by(person)
    with guarded():
        actor = person()
    if actor.role is Role.NOBODY:
        _sign_in_page()


def line() -> None:
    """At the foot of the side bar: who works here, or that only this machine is answered."""
    if not configured():
        st.caption("Вход не настроен: приложение отвечает только этому компьютеру.")
        return
    actor = access.current()
    st.caption(f"{plain(actor.name)} · {ROLE_WORDS[actor.role]}")
    st.button("Выйти", icon=":material/logout:", on_click=st.logout)


def may_edit(territory: str) -> bool:
    """Whether forms are shown; otherwise the sentence that says why not stands in their place."""
    actor = access.current()
    if not actor.may_edit(territory):
        st.caption(access.refusal(actor))
        return False
    return True


def can_edit(territory: str) -> bool:
    """As :func:`may_edit`, without a word: for a button among many."""
    return access.current().may_edit(territory)


def may_make_territories() -> bool:
    """As :func:`can_edit`, of a territory that is not there yet."""
    return access.current().edits_all


def _sign_in_page() -> None:
    st.markdown("# ШНОР-монитор")
    claims = st.user.to_dict()
    if claims.get("is_logged_in") and not _stale(claims):
        known = str(claims.get("email") or claims.get("name") or "")
        st.warning(
            f"Вы вошли как {plain(known)}, но доступа к данным у вас нет: попросите администратора"
            " добавить вас в список.",
            icon=":material/lock:",
        )
        st.button("Выйти", on_click=st.logout)
        st.stop()
    st.markdown("Войдите, чтобы открыть данные.")
    for name in _providers():
        label = f"Войти: {name}" if name else "Войти"
        st.button(
            label,
            key=f"sign_in_{name}",
            type="primary",
            icon=":material/login:",
            on_click=st.login,
            args=(name,) if name else (),
        )
    st.stop()


def _stale(claims: Mapping[str, object]) -> bool:
    return access_rules.rules().is_stale(claims, time.time())


def _providers() -> tuple[str, ...]:
    """Names of the sections of ``[auth]``; an empty one for a provider without a section."""
    auth = st.secrets["auth"]
    if "client_id" in auth:
        return ("",)
    return tuple(name for name, section in auth.items() if "client_id" in section)
