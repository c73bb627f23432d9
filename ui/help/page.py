"""The help: the contents at the left, a page of the guide at the right, one field that searches it all."""

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from passeport.domain.normalise import words_of
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.help import about, news
from ui.help.browser import GuideBrowser
from ui.help.guide import FIRST, Guide, Topic, base
from ui.theme.theme import Theme
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.search_line import SearchLine
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

_TOPIC = Qt.ItemDataRole.UserRole
_CONTENTS, _WIDEST, _READING = 290, 360, 800
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_OUTSIDE = tr("Cette adresse est en dehors du guide, et l’application n’ouvre aucun réseau : {address}")
NEWS, ABOUT = Topic(news.PAGE), Topic(about.PAGE)
_OURS = ((NEWS, tr("Nouveautés")), (ABOUT, tr("À propos")))
"""Pages that are no file of the guide."""


class HelpPage(QWidget):
    """Reads the guide when it is first shown."""

    closed = Signal()

    def __init__(self, schema: int | None = None, guide: Guide | None = None, parent: QWidget | None = None) -> None:
        """`schema` is the version of the tables of the vault that is open, None when none is."""
        super().__init__(parent)
        self.setObjectName("ground")
        self._schema = schema
        self.guide = guide or Guide()
        self._past: list[Topic] = []
        self._place = -1
        self._outside = ""
        self.search = SearchLine(tr("Chercher dans le guide"), typeset(tr("Un mot du guide…")))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sommaire du guide"))
        self.list.setWordWrap(True)
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser = GuideBrowser()
        self.banner = Banner()
        self.copy = button(tr("Copier l’adresse"), "quiet", "copy", self._copy)
        self.back = icon_button(tr("Page précédente (Alt+Gauche)"), "arrow-left", self.go_back)
        self.forward = icon_button(tr("Page suivante (Alt+Droite)"), "arrow-right", self.go_forward)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("help")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self._reading())
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([min(round(_CONTENTS * Theme.current().scale), _WIDEST), _READING])
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.splitter, 1)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.browser.followed.connect(self._follow)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)
        action(self, tr("Chercher dans le guide"), "Ctrl+F", self.begin)
        action(self, tr("Page précédente du guide"), "Alt+Left", self.go_back)
        action(self, tr("Page suivante du guide"), "Alt+Right", self.go_forward)
        for topic, words in _OURS:
            action(self, words, "", partial(self.show_topic, topic))

    @property
    def topic(self) -> Topic | None:
        """Where one reads, None before the first page."""
        return self._past[self._place] if self._past else None

    def begin(self) -> None:
        """Be ready for a word."""
        self.search.setFocus()
        self.search.selectAll()

    def show_topic(self, topic: Topic | None = None) -> None:
        """Show a section of the guide, by default its first page; one can come back from it."""
        wanted = topic or Topic(FIRST)
        if wanted != self.topic:
            self._past = [*self._past[: self._place + 1], wanted]
            self._place = len(self._past) - 1
        self.search.clear()
        self._show()
        self.browser.setFocus()

    def go_back(self) -> None:
        """Show what was read before."""
        self._go(-1)

    def go_forward(self) -> None:
        """Show what was read after."""
        self._go(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the contents while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            key = QKeyCombination(Qt.Key(event.key())).toCombined()
            self.list.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
            return True
        return super().eventFilter(watched, event)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(text(tr("Aide"), "title", wraps=False))
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addWidget(self.search, 1)
        leave = button(tr("Revenir"), "", "close", self.closed.emit)
        leave.setToolTip(
            typeset(
                tr("Revenir ({key})").format(key=QKeySequence("Esc").toString(QKeySequence.SequenceFormat.NativeText))
            )
        )
        row.addWidget(leave)
        return row

    def _reading(self) -> QWidget:
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self.banner)
        column.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.browser, 1)
        self.copy.hide()
        return reading

    def _go(self, by: int) -> None:
        if 0 <= self._place + by < len(self._past):
            self._place += by
            self._show()
            self.browser.setFocus()

    def _show(self) -> None:
        topic = self.topic
        if topic is None:
            return
        self.banner.say("")
        self.copy.hide()
        root = self.guide.folder.parent
        if topic in (NEWS, ABOUT):
            html = news.html() if topic == NEWS else about.html(self._schema)
            self.browser.show_page(html, base(), root)
        else:
            page = self.guide.page(topic.page)
            self.browser.show_page(page.html, self.guide.path(topic.page).parent, root, topic.section)
        self.back.setEnabled(self._place > 0)
        self.forward.setEnabled(self._place < len(self._past) - 1)
        self._list_contents()

    def _list_contents(self) -> None:
        topic = self.topic
        self.list.clear()
        for name in self.guide.names:
            page = self.guide.page(name)
            self._add(page.title, Topic(name), is_page=True)
            if topic is not None and name == topic.page:
                for section in page.sections:
                    if section.level > 1:
                        self._add(f"    {section.title}", section.topic)
        for one, words in _OURS:
            self._add(words, one, is_page=True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_TOPIC) == topic:
                self.list.setCurrentRow(row)

    def _add(self, words: str, topic: Topic, *, is_page: bool = False) -> None:
        item = QListWidgetItem(words)
        item.setData(_TOPIC, topic)
        if is_page:
            font = QFont(self.list.font())
            font.setBold(True)
            item.setFont(font)
        self.list.addItem(item)

    def _look_for(self, typed: str) -> None:
        wanted = words_of(typed)
        if not wanted:
            self._list_contents()
            return
        self.list.clear()
        for section in self.guide.find(typed):
            item = QListWidgetItem(f"{section.title}\n{section.snippet(wanted)}")
            item.setData(_TOPIC, section.topic)
            item.setToolTip(self.guide.page(section.topic.page).title)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        nothing = "" if self.list.count() else tr("Le guide ne parle pas de « {typed} ».").format(typed=typed.strip())
        self.banner.say(typeset(nothing), "warning")
        self.copy.hide()

    def _open_first(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._open(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.show_topic(Topic(*item.data(_TOPIC)))

    def _follow(self, link: str) -> None:
        topic = self.topic
        there = self.guide.led_to(topic.page, link) if topic is not None and topic not in (NEWS, ABOUT) else None
        if there is not None:
            self.show_topic(there)
            return
        self._outside = link
        self.banner.say(typeset(_OUTSIDE.format(address=link)), "warning")
        self.copy.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._outside)
        self.banner.say(tr("Adresse copiée."), "success")
        self.copy.hide()
