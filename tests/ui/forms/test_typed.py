"""Every entry of every form is heard when it changes, read as text and put back from it: what a draft rests on."""

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from ui.dossier.item_forms import HEADLINE, ITEM_FORMS
from ui.dossier.person_forms import CONTACTS, IDENTITY, SITUATION
from ui.forms.form import Form, Rows
from ui.forms.rich_editor import RichEditor
from ui.forms.typed import show_text, text_of
from ui.widgets.fields import ChoiceCombo

FORMS = {
    **{name: form.rows for name, form in ITEM_FORMS.items()},
    "headline": HEADLINE,
    "identity": IDENTITY,
    "contacts": CONTACTS,
    "situation": SITUATION,
}


def another(form: Form, path: str) -> str:
    """A text that the entry does not hold yet."""
    widget = form.inputs[path].widget
    combo = widget.focusProxy() if isinstance(widget.focusProxy(), ChoiceCombo) else widget
    if isinstance(combo, ChoiceCombo):
        codes = [str(combo.itemData(row) or "") for row in range(combo.count())]
        return next(code for code in reversed(codes) if code != text_of(widget))
    if isinstance(widget, RichEditor):
        return "<p>Deux <strong>mots</strong></p>"
    return "oui" if hasattr(widget, "isChecked") else "Deux mots"


@pytest.mark.parametrize("rows", FORMS.values(), ids=FORMS)
def test_each_entry_is_heard_read_and_put_back(qtbot: QtBot, rows: Rows) -> None:
    form = Form(rows, lambda: dt.date(2026, 11, 30))
    qtbot.addWidget(form)
    for path, entry in form.inputs.items():
        wanted = another(form, path)
        with qtbot.waitSignal(form.changed, timeout=1000):
            show_text(entry.widget, wanted)
        assert text_of(entry.widget) == wanted, path
    kept = form.texts()
    again = Form(rows, lambda: dt.date(2026, 11, 30))
    qtbot.addWidget(again)
    again.show_texts(kept)
    assert again.texts() == kept
