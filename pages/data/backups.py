"""«Копии базы»: what can be put back if something goes wrong; works on an empty database too."""

from datetime import date

import streamlit as st

from ui import backups, data, downloads
from ui.editing import told
from ui.guard import guarded
from ui.wording import plain

told()
with guarded():
    title = backups.title()
    _, version = data.version()
downloads.state(
    {
        "Экран": "Копии базы",
        "Вывод": title,
        "Версия данных": str(version),
        "Дата выгрузки": f"{date.today():%d.%m.%Y}",
    }
)
st.markdown("**Копии базы** · вся база")
st.markdown(f"# {plain(title)}")
backups.show()
