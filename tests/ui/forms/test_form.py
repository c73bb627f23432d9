"""A form over any value: each field shown and given back, the others left alone, refusals beside the field."""

import datetime as dt

import pytest
from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Situation
from passeport.domain.errors import FieldRefused, NothingToUndo, SocialSecurityNumberRefused
from passeport.domain.identity import Identity
from passeport.domain.profile import Item, Profile
from passeport.language import names
from passeport.services.checking import checked
from tests.journeys.conftest import write
from tests.people import ada, ada_identity, ada_profile
from ui.dossier.item_forms import HEADLINE, ITEM_FORMS
from ui.dossier.person_forms import CONTACTS, IDENTITY, SITUATION
from ui.forms.form import Form, Rows, Slot
from ui.forms.form_panel import Edit, FormPanel, Values
from ui.forms.inputs import Code, Date, Day, Line, NotUnderstoodError, Several, Tick

TODAY = dt.date(2026, 11, 23)
FORMS: dict[str, tuple[Rows, BaseModel]] = {
    "identity": (IDENTITY, ada_identity()),
    "contacts": (CONTACTS, ada_identity()),
    "situation": (SITUATION, ada().beneficiary.situation),
    "headline": (HEADLINE, ada_profile()),
    **{what: (form.rows, getattr(ada_profile(), what)[0]) for what, form in ITEM_FORMS.items()},
}


def today() -> dt.date:
    return TODAY


def form_over(qtbot: QtBot, rows: Rows, value: object) -> Form:
    form = Form(rows, today)
    qtbot.addWidget(form)
    form.show_value(value)  # type: ignore[arg-type]
    return form


def typed_into(form: Form, path: str, words: str) -> None:
    widget = form.inputs[path].widget
    assert isinstance(widget, QLineEdit)
    widget.setText(words)


@pytest.mark.parametrize("what", FORMS)
def test_a_form_left_as_it_was_gives_back_the_same_value(qtbot: QtBot, what: str) -> None:
    rows, value = FORMS[what]
    entered = form_over(qtbot, rows, value).entered()
    assert entered is not None
    assert checked(type(value), entered) == value  # type: ignore[type-var]


@pytest.mark.parametrize("what", ITEM_FORMS)
def test_every_field_of_a_form_is_a_field_of_its_item_and_is_named_in_french(qtbot: QtBot, what: str) -> None:
    form = form_over(qtbot, ITEM_FORMS[what].rows, FORMS[what][1])
    kind: type[Item] = ITEM_FORMS[what].model
    assert {path.split(".")[0] for path in form.inputs} <= set(kind.model_fields)
    for path, field in form.fields.items():
        assert form.inputs[path].widget is field.entry
        assert field.entry.accessibleName().strip() or isinstance(field.entry, QCheckBox), path


def test_an_empty_form_says_what_is_needed_beside_each_field_and_waits_in_the_first(qtbot: QtBot) -> None:
    form = form_over(qtbot, IDENTITY, {})
    form.show()
    assert form.entered() is None
    wrong = {path: field.error for path, field in form.fields.items() if field.error}
    assert wrong == dict.fromkeys(("given_names", "family_name", "birth_date"), "Champ nécessaire.")
    assert form.inputs["given_names"].widget is form.focusWidget()


def test_what_is_not_understood_is_said_beside_its_field_and_the_rest_stays(qtbot: QtBot) -> None:
    form = form_over(qtbot, IDENTITY, ada_identity())
    typed_into(form, "birth_date", "31/02/1999")
    typed_into(form, "nationalities", "France, Atlantide")
    typed_into(form, "given_names", "Zoé")
    assert form.entered() is None
    assert "n’existe pas" in form.fields["birth_date"].error
    assert "Atlantide" in form.fields["nationalities"].error
    assert form.fields["given_names"].error == ""
    typed_into(form, "birth_date", "28/02/1999")
    typed_into(form, "nationalities", "France, Mali")
    entered = form.entered()
    assert entered is not None
    assert checked(Identity, entered) == ada_identity().evolve(given_names="Zoé")
    assert not any(field.error for field in form.fields.values())


def test_a_refusal_of_the_domain_stands_beside_its_field(qtbot: QtBot) -> None:
    form = form_over(qtbot, ITEM_FORMS["experiences"].rows, {})
    assert form.refuse(SocialSecurityNumberRefused(field="employer.name"))
    assert "numéro de sécurité sociale" in form.fields["employer.name"].error
    assert form.refuse(FieldRefused(field="period", value="", reason="value_error")) in (True, False)
    assert not form.refuse(NothingToUndo())


def test_a_form_within_a_value_leaves_its_neighbours_alone(qtbot: QtBot) -> None:
    form = form_over(qtbot, CONTACTS, ada_identity())
    typed_into(form, "addresses.0.city", "Massy")
    entered = form.entered()
    assert entered is not None
    changed = checked(Identity, entered)
    address = ada_identity().addresses[0]
    assert changed == ada_identity().evolve(addresses=(address.evolve(city="Massy"),))
    assert address.city == "Évry-Courcouronnes"


def test_a_first_address_is_made_where_there_was_none(qtbot: QtBot) -> None:
    nobody = ada_identity().evolve(addresses=())
    form = form_over(qtbot, CONTACTS, nobody)
    typed_into(form, "addresses.0.city", "Massy")
    entered = form.entered()
    assert entered is not None
    assert [address.city for address in checked(Identity, entered).addresses] == ["Massy"]


# Inputs -------------------------------------------------------------------------------------------------------------


def test_several_values_keep_all_that_they_hold_where_they_were_left(qtbot: QtBot) -> None:
    several = Several(names.language_name, names.language_named)
    qtbot.addWidget(several.widget)
    tongues = ada_identity().mother_tongues
    several.show(tongues)
    assert several.value() == tongues
    widget = several.widget
    assert isinstance(widget, QLineEdit)
    widget.setText(f"{widget.text()}, bambara, ")
    assert several.value() == (*tongues, names.language_named("bambara"))
    several.show(None)
    assert several.value() == ()


@pytest.mark.parametrize(("kind", "typed"), [(Date, "13/2026"), (Day, "31/02/2026"), (Day, "bientôt")])
def test_a_date_that_is_none_is_never_taken(qtbot: QtBot, kind: type[Date] | type[Day], typed: str) -> None:
    entry = kind(today)
    qtbot.addWidget(entry.widget)
    assert entry.value() is None
    entry.widget.setText(typed)
    with pytest.raises(NotUnderstoodError, match="écrivez par exemple"):
        entry.value()


def test_a_tick_a_code_and_a_line_give_back_what_they_show(qtbot: QtBot) -> None:
    tick, code, line = Tick("En cours"), Code("genders"), Line(["Massy"])
    for entry in (tick, code, line):
        qtbot.addWidget(entry.widget)
    assert (tick.value(), code.value(), line.value()) == (False, None, "")
    tick.show(True)  # noqa: FBT003 - the protocol's shape
    code.show("female")
    line.show("  Massy ")
    assert (tick.value(), code.value(), line.value()) == (True, "female", "Massy")


def test_a_commune_is_found_by_its_name_and_kept_by_it_elsewhere(qtbot: QtBot) -> None:
    form = form_over(qtbot, SITUATION, Situation(commune="91228"))
    shown = form.inputs["commune"].widget
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "Évry-Courcouronnes (91)"
    for typed, kept in (
        ("melun", "77288"),
        ("Melun (77)", "77288"),
        ("Villeneuve-Fictive", "Villeneuve-Fictive"),
        ("", ""),
    ):
        typed_into(form, "commune", typed)
        assert form.inputs["commune"].value() == kept


@pytest.mark.parametrize("typed", ["ada", "ada@", "@exemple.invalid", "ada@exemple", "ada exemple@x.fr"])
def test_an_address_that_no_mail_reaches_is_refused(qtbot: QtBot, typed: str) -> None:
    form = form_over(qtbot, CONTACTS, ada_identity())
    form.inputs["emails"].show(())
    form.inputs["emails"].widget.setPlainText(typed)  # type: ignore[attr-defined]
    assert form.entered() is None
    assert typed in form.fields["emails"].error


# Panel --------------------------------------------------------------------------------------------------------------


NAME: Rows = ((Slot("given_names", lambda _: Line(), label="Prénom", required=True),),)


def test_what_is_entered_is_kept_by_the_keyboard(qtbot: QtBot) -> None:
    kept: list[Values] = []
    panel = FormPanel(Edit("Identité", NAME, ada_identity(), kept.append), today)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    entry = panel.form.inputs["given_names"].widget
    assert isinstance(entry, QLineEdit)
    entry.clear()
    write(entry, "Zoé")
    QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [values["given_names"] for values in kept] == ["Zoé"]
    assert kept[0]["family_name"] == ada_identity().family_name


def test_what_is_missing_is_not_kept(qtbot: QtBot) -> None:
    kept: list[Values] = []
    panel = FormPanel(Edit("Identité", NAME, Profile(), kept.append), today)
    qtbot.addWidget(panel)
    panel.save()
    assert kept == []
    assert panel.form.fields["given_names"].error == "Champ nécessaire."


def test_a_refusal_of_another_field_is_said_above_and_goes_at_the_next_try(qtbot: QtBot) -> None:
    refusals = [FieldRefused(field="family_name", value="", reason="missing")]

    def keep(_: Values) -> None:
        if refusals:
            raise refusals.pop()

    panel = FormPanel(Edit("Identité", NAME, ada_identity(), keep), today)
    qtbot.addWidget(panel)
    panel.save()
    assert panel.frame.banner.words.text().startswith("Nom")
    panel.save()
    assert panel.frame.banner.words.text() == ""


def test_only_what_exists_can_be_removed(qtbot: QtBot) -> None:
    removed = []
    for remove in (None, lambda: removed.append("item")):
        panel = FormPanel(Edit("Identité", NAME, ada_identity(), lambda _: None, remove), today)
        qtbot.addWidget(panel)
        offered = [one for one in panel.findChildren(QPushButton) if one.text() == "Retirer"]
        assert len(offered) == (remove is not None)
        for one in offered:
            one.click()
    assert removed == ["item"]
