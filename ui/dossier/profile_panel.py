"""Beside the timeline: the person, their situation, their Europass profile; each line is one click from its form."""

import re
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Beneficiary, Situation, YesNoUnknown
from passeport.domain.identity import Identity
from passeport.domain.profile import AttachedDocument, Item, Profile, Publication, Skill
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, describe, names
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.telephones import telephone
from passeport.language.typography import typeset
from ui.dossier.item_forms import ITEM_FORMS
from ui.theme.theme import Theme
from ui.widgets.buttons import icon_button
from ui.widgets.rich_text import is_formatted, rich
from ui.widgets.surfaces import Card, emptied, rule
from ui.widgets.texts import BREAK, breakable, tag, text

_SECTIONS = {**{what: form.icon for what, form in ITEM_FORMS.items()}, "documents": "attachment"}
"""The lists of the profile, each with its icon, in the order of the page."""
_ABOUT_ME = tr("À propos de moi")
_FORMATTED = (_ABOUT_ME,)
"""Facts that are formatted paragraphs."""
_BREAKS = re.compile(r"[/@.](?=\w)")
"""Where an address may go on below."""
_ICON = 18
_LABELS = 150
"""Pixels of the column of labels, at 100 %."""


class ProfilePanel(QWidget):
    """Cards, from what is looked at most to what is looked at least."""

    edit_requested = Signal(str, object)
    """What to edit (`identity`, `contacts`, `situation`, `headline`, or a list of the profile), and the item if any."""
    photo_requested = Signal()
    document_requested = Signal()
    document_removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)

    def show_beneficiary(self, beneficiary: Beneficiary) -> None:
        """Show a person."""
        emptied(self._column)
        who, profile = beneficiary.identity, beneficiary.profile
        identity = self._facts(tr("Identité"), "identity", _identity_facts(who))
        photo = tr("Changer la photo") if profile.photo is not None else tr("Ajouter une photo")
        identity.heading_row.insertWidget(2, icon_button(photo, "photo", self.photo_requested.emit))
        self._column.addWidget(identity)
        self._column.addWidget(self._facts(tr("Coordonnées"), "contacts", _contact_facts(who)))
        self._column.addWidget(self._facts(tr("Situation"), "situation", _situation_facts(beneficiary.situation)))
        self._column.addWidget(self._facts(tr("Projet"), "headline", _headline_facts(profile)))
        self._column.addWidget(self._profile(profile))
        self._column.addStretch()

    def _facts(self, heading: str, what: str, facts: list[tuple[str, str]]) -> Card:
        card = Card(heading, spacing=6, margin=14)
        change = icon_button(
            tr("Modifier : {heading}").format(heading=heading), "edit", partial(self.edit_requested.emit, what, None)
        )
        card.heading_row.addWidget(change)
        if not facts:
            card.body.addWidget(text(tr("Rien de noté pour l’instant."), "muted"))
            return card
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, round(_LABELS * Theme.current().scale))
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            grid.addWidget(text(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = rich(value) if name in _FORMATTED else text(breakable(typeset(value)), selectable=True)
            grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(grid)
        return card

    def _profile(self, profile: Profile) -> Card:
        card = Card(tr("Profil Europass"), spacing=4, margin=14)
        for number, (what, icon) in enumerate(_SECTIONS.items()):
            if number:
                card.body.addWidget(rule())
            card.body.addLayout(self._section(what, icon, getattr(profile, what)))
        return card

    def _section(self, what: str, icon: str, items: tuple[Item, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(Theme.current().pixmap(icon, "primary" if items else "muted", _ICON, self))
        name = label("fields", f"profile.{what}")
        head.addWidget(picture)
        head.addWidget(text(name, "strong" if items else "muted", wraps=False))
        head.addStretch()
        add = self.document_requested.emit if what == "documents" else partial(self.edit_requested.emit, what, None)
        head.addWidget(icon_button(tr("Ajouter : {name}").format(name=name), "add", add))
        column.addLayout(head)
        for item in items:
            column.addLayout(self._item(what, item))
            for words in _descriptions(item):
                described = rich(words, "muted")
                described.setContentsMargins(_ICON + 8, 0, 0, 4)
                column.addWidget(described)
        return column

    def _item(self, what: str, item: Item) -> QHBoxLayout:
        words = describe.line(item)
        row = QHBoxLayout()
        row.setContentsMargins(_ICON + 8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(text(breakable(words), selectable=True), 1)
        if item.provenance.is_received:
            received = tag(tr("Reçu"), "received")
            received.setToolTip(describe.provenance(item.provenance))
            row.addWidget(received, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(item, AttachedDocument):
            choose = icon_button(
                tr("Retirer : {words}").format(words=words), "trash", partial(self.document_removed.emit, item)
            )
        else:
            choose = icon_button(
                tr("Modifier : {words}").format(words=words), "edit", partial(self.edit_requested.emit, what, item)
            )
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _descriptions(item: Item) -> list[str]:
    """Return the formatted paragraphs that an item's line does not hold already."""
    told = [getattr(item, name, "") for name in ("description", "thesis", "reference")]
    in_the_line = isinstance(item, Skill | AttachedDocument) or (isinstance(item, Publication) and not item.title)
    shown = [words for words in told if words and is_formatted(words)] if in_the_line else told
    return [] if isinstance(item, AttachedDocument) else [words for words in shown if words]


def _told(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in facts if value]


def _identity_facts(who: Identity) -> list[tuple[str, str]]:
    nationalities = [*(names.country(code) for code in who.nationalities), *who.other_nationalities]
    return _told(
        (tr("Prénom"), who.given_names),
        (tr("Nom"), who.family_name),
        (tr("Nom de naissance"), who.birth_name),
        (tr("Né·e le"), _born(who)),
        (tr("Sexe"), label("genders", who.gender) if who.gender else ""),
        (tr("Nationalités"), ", ".join(nationalities)),
        (tr("Langues maternelles"), ", ".join(names.language_name(tongue) for tongue in who.mother_tongues)),
        (tr("Pays de résidence"), names.country(who.residence_country) if who.residence_country else ""),
    )


def _born(who: Identity) -> str:
    date = dates.partial_date(who.birth_date)
    return (
        tr("{date} à {birth_place}").format(date=date, birth_place=who.birth_place)
        if date and who.birth_place
        else date or who.birth_place
    )


def _contact_facts(who: Identity) -> list[tuple[str, str]]:
    return _told(
        (tr("Téléphone"), ", ".join(telephone(number) for number in who.telephones)),
        (tr("Courriel"), ", ".join(email.address for email in who.emails)),
        *((tr("Adresse"), describe.line(address)) for address in who.addresses),
        (tr("En ligne"), "\n".join(_breakable(describe.line(profile)) for profile in who.online)),
    )


def _breakable(address: str) -> str:
    """Let an address go to the next line after a stroke or a point: it has no space to break at."""
    return _BREAKS.sub(f"\\g<0>{BREAK}", address)


def _situation_facts(situation: Situation) -> list[tuple[str, str]]:
    since = tr(" depuis le {day}").format(day=dates.long_date(situation.since)) if situation.since is not None else ""
    answers = (("RQTH", situation.rqth), ("QPV", situation.qpv), ("FRR", situation.frr))
    commune = situation.commune
    return _told(
        (tr("Situation"), f"{label('situations', situation.code)}{since}" if situation.code else ""),
        (tr("Sans emploi"), _coded("time_without_work", situation.time_without_work)),
        (tr("Formation"), _coded("education_levels", situation.education_level)),
        (tr("Commune"), label("communes", commune) if commune in vocabulary("communes") else commune),
        *((name, _answer(value)) for name, value in answers),
        (tr("Minima sociaux"), _answer(situation.minima_sociaux)),
    )


def _coded(name: str, code: str | None) -> str:
    return label(name, code) if code is not None else ""


def _answer(value: YesNoUnknown) -> str:
    return "" if value is YesNoUnknown.NSP else label("yes_no_unknown", value.value)


def _headline_facts(profile: Profile) -> list[tuple[str, str]]:
    headline = profile.headline
    return _told(
        (describe.term(headline.kind), headline.text) if headline is not None else ("", ""),
        (_ABOUT_ME, profile.about_me),
    )
