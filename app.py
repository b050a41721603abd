"""ШНОР-монитор: what ``streamlit run app.py`` serves. Screens are in ``pages/``, one file each."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import server, sign_in

if get_script_run_ctx(suppress_warning=True) is None:
    if sign_in.listens_too_wide():
        raise SystemExit(sign_in.LOCAL_ONLY)
    app = st.App(
        server.SCRIPT,
        lifespan=server.lifespan,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
    )
else:
    from ui import router

    router.show()
