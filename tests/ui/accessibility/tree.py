"""What a screen reader meets on a page, and what is wrong with it: names, roles, states, rows, the way of the Tab key.

The tree is Qt's own (`QAccessible`), the one that its bridges give to AT-SPI, UI Automation and VoiceOver.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSpinBox,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ui.widgets.entries import Field
from ui.widgets.surfaces import Banner

Role = QAccessible.Role
ROLES: dict[type[QWidget], frozenset[QAccessible.Role]] = {
    QRadioButton: frozenset({Role.RadioButton}),
    QPushButton: frozenset({Role.Button, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.ButtonDropDown}),
    QToolButton: frozenset({Role.Button, Role.CheckBox, Role.ButtonMenu}),
    QLineEdit: frozenset({Role.EditableText}),
    QPlainTextEdit: frozenset({Role.EditableText}),
    QTextBrowser: frozenset({Role.StaticText}),  # a guide is read, not written
    QTextEdit: frozenset({Role.EditableText}),
    QComboBox: frozenset({Role.ComboBox}),
    QSpinBox: frozenset({Role.SpinBox}),
    QTableView: frozenset({Role.Table}),
    QListView: frozenset({Role.List}),
    QProgressBar: frozenset({Role.ProgressBar}),
    QScrollArea: frozenset({Role.Client, Role.Pane}),  # a page that is looked at, with a name
}
Kind = TypeVar("Kind", bound=QWidget)
_ROWS_READ = 4
_MOST_KEYS = 600


def interface(widget: QWidget) -> QAccessibleInterface:
    """Return what a screen reader is given for a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def named(widget: QWidget) -> str:
    """Return the name that is read; a choice is named by its label, what is chosen is its value."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return interface(widget).text(QAccessible.Text.Name).strip()


def described(widget: QWidget) -> str:
    """Return the description that is read after the name."""
    return interface(widget).text(QAccessible.Text.Description).strip()


def controls(page: QWidget) -> list[QWidget]:
    """Return what can be worked with on a page, as it is shown now."""
    found = []
    for widget in page.findChildren(QWidget):
        inner = widget.focusProxy() is not None or isinstance(widget, QScrollBar | QHeaderView | QMenu)
        inner = inner or isinstance(widget.parentWidget(), QComboBox | QSpinBox)
        if inner or not widget.isVisibleTo(page) or widget.window() is not page.window():
            continue
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return [widget for widget in found if not _is_within(widget, QLineEdit)]


def faults(page: QWidget) -> list[str]:
    """Return what somebody who listens to the page would miss."""
    found = [words for widget in controls(page) for words in _control(widget)]
    found += [words for view in _of_kind(page, QAbstractItemView) for words in _view(view)]
    found += [words for field in _of_kind(page, Field) for words in _field(field)]
    found += [words for banner in _of_kind(page, Banner) for words in _banner(banner)]
    found += [words for bar in _of_kind(page, QProgressBar) for words in _nameless(bar)]
    found += _twins(page)
    return list(dict.fromkeys(found))


def tab_faults(page: QWidget) -> list[str]:
    """Return what the Tab key does not reach, or does not leave, forwards and backwards."""
    wanted = {id(widget): widget for widget in tab_stops(page)}
    found = []
    for key, way in ((Qt.Key.Key_Tab, "Tab"), (Qt.Key.Key_Backtab, "Maj+Tab")):
        reached, comes_back = _walk(page, key)
        missed = [widget for known, widget in wanted.items() if known not in {id(one) for one in reached}]
        found += [f"{way} never reaches {_where(widget)}" for widget in missed]
        if not comes_back:
            found.append(f"{way} never comes back: it ends on {_where(reached[-1]) if reached else 'nothing'}")
    return found


def tab_stops(page: QWidget) -> list[QWidget]:
    """Return what the Tab key is to reach: one of a group of radio buttons, not each."""
    return [
        widget
        for widget in controls(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not _is_unchecked_radio(widget)
    ]


def _walk(page: QWidget, key: Qt.Key) -> tuple[list[QWidget], bool]:
    """Press a key from the first control until one comes back to it."""
    stops = tab_stops(page)
    if not stops:
        return [], True
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(_MOST_KEYS):
        now = QApplication.focusWidget()
        if now is None:
            return reached, False
        if any(one is now for one in reached):
            return reached, now is reached[0] or reached[0].isAncestorOf(now)
        reached.append(now)
        shift = Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(now, QKeyEvent(QEvent.Type.KeyPress, key, shift, "\t"))  # as QTest, but paints nothing
    return reached, False


def _control(widget: QWidget) -> Iterator[str]:
    yield from _nameless(widget)
    found = interface(widget)
    allowed = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
    if found.role() not in (allowed if allowed is not None else set(Role) - {Role.NoRole, Role.Client}):
        yield f"the role is {found.role().name}: {_where(widget)}"
    if isinstance(widget, QComboBox) and not widget.accessibleDescription() and not _has_label(widget):
        yield f"where what is chosen is taken for the name, nothing names it: {_where(widget)}"
    state = found.state()
    if bool(state.disabled) == widget.isEnabled():
        yield f"whether it can be used is not said: {_where(widget)}"
    ticked = widget.isChecked() if isinstance(widget, QAbstractButton) and widget.isCheckable() else None
    if ticked is not None and (not state.checkable or bool(state.checked) != ticked):
        yield f"whether it is ticked is not said: {_where(widget)}"
    if isinstance(widget, QPushButton | QToolButton) and widget.menu() is not None and not state.hasPopup:
        yield f"that it opens a menu is not said: {_where(widget)}"
    is_secret = isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Password
    if is_secret and not state.passwordEdit:
        yield f"that it is a secret is not said: {_where(widget)}"


def _nameless(widget: QWidget) -> Iterator[str]:
    if not named(widget):
        yield f"no name: {_where(widget)}"


def _view(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None or isinstance(view, QHeaderView) or _is_within(view, QComboBox):
        return
    yield from _nameless(view)
    if not model.rowCount():
        return
    if not interface(view).childCount():
        yield f"its rows are not told: {_where(view)}"
    for row in range(min(model.rowCount(), _ROWS_READ)):
        for column in range(model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1):
            index = model.index(row, column)
            words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            if words is None and not isinstance(view, QTableView):
                yield f"row {row} says nothing: {_where(view)}"
    if isinstance(view, QListView):
        child = interface(view).child(0)
        if child is None or not child.text(QAccessible.Text.Name).strip() or child.role() is not Role.ListItem:
            yield f"its first row is no item of a list: {_where(view)}"


def _field(field: Field) -> Iterator[str]:
    if field.label.text().strip() and field.label.buddy() is not field.entry:
        yield f"its label is not bound to it: {_where(field.entry)}"
    if field.error and field.error not in described(field.entry):
        yield f"why it is refused is not said: {_where(field.entry)}"
    if field.label.text().endswith("*") and not field.error and not described(field.entry):
        yield f"that it is needed is not said: {_where(field.entry)}"


def _banner(banner: Banner) -> Iterator[str]:
    if banner.words.text() and named(banner) != banner.words.text():
        yield f"a banner does not say what it shows: {banner.words.text()!r}"


def _twins(page: QWidget) -> Iterator[str]:
    """Two controls of one kind and one name, in one group: nobody could tell them apart by ear."""
    heard = Counter((type(widget).__name__, named(widget), _group(widget)) for widget in controls(page))
    return (f"{number} times « {name} » ({kind})" for (kind, name, _), number in heard.items() if number > 1 and name)


def _group(widget: QWidget) -> str:
    """Return the named part of the page that holds a widget: it is read before."""
    held = widget.parentWidget()
    while held is not None:
        if isinstance(held, QGroupBox) or (held.accessibleName() and not isinstance(held, QAbstractItemView)):
            return held.accessibleName() or interface(held).text(QAccessible.Text.Name)
        held = held.parentWidget()
    return ""


def _of_kind(page: QWidget, kind: type[Kind]) -> list[Kind]:
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def _has_label(widget: QWidget) -> bool:
    held = widget.parentWidget()
    labels = held.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly) if held is not None else []
    return any(label.buddy() is widget for label in labels)


def _is_within(widget: QWidget, kind: type[QWidget]) -> bool:
    held = widget.parentWidget()
    while held is not None:
        if isinstance(held, kind):
            return True
        held = held.parentWidget()
    return False


def _is_unchecked_radio(widget: QWidget) -> bool:
    """Whether it is one of a choice, and not the one chosen: the arrows go there, Tab does not."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked() or not widget.isCheckable():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def _where(widget: QWidget) -> str:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    held = widget.parentWidget()
    inside = type(held).__name__ if held is not None else ""
    return f"{type(widget).__name__} {named(widget) or words!r} in {inside} at {corner.x()}, {corner.y()}"
