"""ШНОР-монитор: what ``streamlit run app.py`` serves. Screens are in ``pages/``, one file each."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import router, server

if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(
        router.SCRIPT,
        lifespan=server.lifespan,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
    )
else:
    router.show()
