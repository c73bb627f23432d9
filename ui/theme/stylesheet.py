"""The style sheet, made from the colours. A widget says what it is (`kind`), never how it looks."""

from string import Template

from ui.theme.colours import Colours
from ui.theme.typeface import BASE_SIZE

_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; font-size: ${size}pt; }
QMainWindow, QDialog, QWidget#ground { background: $ground; }
QToolTip { background: $text; color: $surface; border: none; padding: 6px 8px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${size_title}pt; font-weight: 700; }
QLabel[kind="heading"] { font-size: ${size_heading}pt; font-weight: 700; }
QLabel[kind="strong"] { font-weight: 700; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: ${size_small}pt; }
QLabel[kind="field"] { font-weight: 700; font-size: ${size_small}pt; }
QLabel[kind="error"] { color: $danger; font-size: ${size_small}pt; }
QLabel[kind="overline"] { color: $muted; font-size: ${size_small}pt; font-weight: 700; }
QLabel[kind="tag"] { border-radius: 8px; padding: 2px 9px; font-size: ${size_small}pt; font-weight: 700;
  background: $raised; color: $muted; }
QLabel[kind="tag"][tone="primary"] { background: $primary_soft; color: $primary; }
QLabel[kind="tag"][tone="received"] { background: $received_soft; color: $received; }
QLabel[kind="tag"][tone="success"] { background: $success_soft; color: $success; }
QLabel[kind="tag"][tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[kind="tag"][tone="danger"] { background: $danger_soft; color: $danger; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="card"][selected="true"] { border: 2px solid $primary; }
QFrame[kind="difference"] { border: 2px solid transparent; border-radius: 7px; background: transparent; }
QFrame[kind="difference"]:focus { border-color: $focus; }
QFrame#ticks { background: $surface; border: 1px solid $edge; border-radius: 8px; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="banner"] { border: none; border-left: 4px solid $primary; border-radius: 6px; background: $primary_soft; }
QFrame[kind="banner"][tone="danger"] { background: $danger_soft; border-left-color: $danger; }
QFrame[kind="banner"][tone="warning"] { background: $warning_soft; border-left-color: $warning; }
QFrame[kind="banner"][tone="success"] { background: $success_soft; border-left-color: $success; }
QFrame[kind="toast"] { background: $text; border-radius: 8px; }
QFrame[kind="toast"] QLabel { color: $surface; }
QFrame[kind="toast"] QPushButton { color: $surface; background: transparent; border: 1px solid $surface;
  padding: 4px 12px; }

QWidget#rail { background: $rail; }
QWidget#rail QLabel { color: $rail_text; }
QWidget#rail QLabel[kind="small"] { color: $rail_muted; }
QWidget#rail QPushButton { color: $rail_text; background: transparent; border: 2px solid transparent;
  border-radius: 8px; text-align: left; padding: 8px 10px; font-weight: 400; }
QWidget#rail QPushButton:hover { background: $rail_active; }
QWidget#rail QPushButton:checked { background: $rail_active; font-weight: 700; }
QWidget#rail QPushButton:focus { border-color: $rail_focus; }
QWidget#rail QToolButton { color: $rail_text; background: transparent; border: 2px solid transparent;
  border-radius: 8px; padding: 8px 4px; }
QWidget#rail QToolButton:hover { background: $rail_active; }
QWidget#rail QToolButton:focus { border-color: $rail_focus; }
QWidget#rail QToolButton::menu-indicator { image: none; }

QPushButton { border-radius: 7px; padding: 7px 14px; border: 1px solid $edge; background: $surface; color: $text;
  font-weight: 700; min-height: 1.3em; }
QPushButton:hover { background: $raised; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 13px; }
QPushButton:disabled { color: $edge; border-color: $line; background: $raised; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $edge; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $primary; padding: 6px 9px; }
QPushButton[kind="quiet"]:hover { background: $primary_soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 5px 8px; }
QPushButton[kind="quiet"]:checked { background: $primary_soft; border-color: $primary; }
QPushButton[kind="quiet"]:disabled { color: $edge; background: transparent; }
QPushButton[kind="chip"] { border-radius: 13px; padding: 3px 12px; font-weight: 400; border: 1px solid $edge; }
QPushButton[kind="chip"]:checked { background: $primary_soft; color: $primary; border-color: $primary;
  font-weight: 700; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: 2px 11px; }
QPushButton[kind="several"] { font-weight: 400; text-align: left; padding: 6px 9px; }
QPushButton[kind="several"]:hover { background: $surface; }
QPushButton[kind="several"]:focus { padding: 5px 8px; }
QPushButton[kind="link"] { border: none; background: transparent; color: $primary; padding: 0; text-align: left;
  text-decoration: underline; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $surface; border: 1px solid $edge;
  border-radius: 7px; padding: 6px 9px; selection-background-color: $primary; selection-color: $on_primary;
  min-height: 1.3em; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: 5px 8px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border: 2px solid $danger;
  padding: 5px 8px; }
QLineEdit:disabled, QComboBox:disabled { background: $raised; color: $muted; }
QLineEdit[kind="search"] { border-radius: 20px; padding: 9px 14px; font-size: ${size_search}pt; }
QLineEdit[kind="search"]:focus { padding: 8px 13px; }
QComboBox::drop-down { border: none; width: ${drop}px; }
QComboBox::down-arrow { image: url($chevron); width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView, QListView#choices { background: $surface; border: 1px solid $edge; border-radius: 6px;
  padding: 4px; selection-background-color: $primary_soft; selection-color: $text; }
QAbstractItemView::item { min-height: 1.9em; }
QAbstractItemView::item:selected { background: $primary_soft; color: $text; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; border: 2px solid transparent;
  border-radius: 5px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QListView#choices::indicator {
  width: ${box}px; height: ${box}px; border: 1px solid $edge;
  border-radius: 4px; background: $surface; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked, QListView#choices::indicator:checked {
  background: $primary; border-color: $primary; image: url($tick); }
QRadioButton::indicator:checked { border: ${ring}px solid $primary; width: ${dot}px; height: ${dot}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $edge; }

QListView { background: transparent; border: none; }
QListView:focus { border: none; }
QTableView { background: $surface; border: 1px solid $line; border-radius: 10px; gridline-color: $line;
  selection-background-color: $primary_soft; selection-color: $text; }
QTableView:focus { border: 2px solid $focus; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $muted; font-weight: 700; border: none;
  border-bottom: 1px solid $edge; padding: 7px 8px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $edge; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 7px 22px 7px 12px; border-radius: 5px; }
QMenu::item:selected { background: $primary_soft; color: $text; }
QMenu::item:disabled { color: $edge; }
QProgressBar { border: none; background: $line; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $primary; border-radius: 2px; }
QProgressBar[tone="danger"]::chunk { background: $danger; }
QProgressBar[tone="warning"]::chunk { background: $warning; }
QProgressBar[tone="success"]::chunk { background: $success; }
""")


def stylesheet(colours: Colours, chevron: str, tick: str, scale: float = 1.0) -> str:
    """Return the style sheet; `chevron` and `tick` are paths of pictures, `scale` is 1.0 at 100 %."""
    sizes = {
        "size": BASE_SIZE * scale,
        "size_small": BASE_SIZE * 0.9 * scale,
        "size_heading": BASE_SIZE * 1.2 * scale,
        "size_search": BASE_SIZE * 1.1 * scale,
        "size_title": BASE_SIZE * 1.7 * scale,
    }
    pixels = {"arrow": 14, "drop": 26, "box": 18, "ring": 6, "dot": 8}
    drawn = {name: round(size * scale) for name, size in pixels.items()}
    drawn["round"] = drawn["box"] // 2 + 1  # with the edge; Qt rounds nothing when half a pixel more is asked
    return _SHEET.substitute(colours._asdict(), chevron=chevron, tick=tick, **sizes, **drawn)
