"""What is chosen for a dossier from elsewhere: a photo, a document, a skill of a reference, the notice given."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.profile import AttachedDocument, Picture, Profile, Skill
from passeport.domain.rich_text import from_plain
from passeport.domain.skill_terms import SkillTerm
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.desk import Desk
from ui.dossier import files
from ui.dossier.edits import without
from ui.dossier.model import DossierModel
from ui.dossier.photo import opened
from ui.dossier.photo_crop import PhotoCrop
from ui.dossier.skill_picker import SkillPicker
from ui.tasks import Tasks

_NO_PHOTO = tr("Cette image ne peut pas être lue, ou elle est trop grande. Choisissez une photo JPEG ou PNG.")
_NO_DOCUMENT = tr("Ce fichier ne peut pas être joint : il est vide, illisible ou pèse plus de 25 Mo.")
_JOINED = tr("Pièce jointe ajoutée.")
_IMAGES = tr("Images (*.jpg *.jpeg *.png *.webp *.bmp *.gif)")
_DOCUMENTS = tr("Documents (*.pdf *.jpg *.jpeg *.png);;Tous les fichiers (*)")


class Choosing(QObject):
    """Asks for it over the page, and has it kept."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, model: DossierModel, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._tasks = tasks
        self._model = model
        self._page = page

    def notice(self, under: QWidget) -> None:
        """Ask how the notice was given, in a menu under a widget."""
        menu = QMenu(self._page)
        for term in vocabulary("notice_modes").terms:
            menu.addAction(typeset(label_of(term)), partial(self._model.give_notice, term.code))
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def photo(self) -> None:
        """Ask for a picture, and let it be cut."""
        path = files.choose(self._page, tr("Choisir une photo"), _IMAGES)
        if path is not None and self._profile is not None:
            self._tasks.run(lambda: opened(path), self._cut_photo)

    def skill(self) -> None:
        """Ask for a skill of a reference."""
        if self._profile is not None:
            picker = SkillPicker(self._desk, self._tasks, self._page)
            picker.chosen.connect(self._keep_skill)
            picker.open()

    def document(self) -> None:
        """Ask for a file to keep with the dossier."""
        path = files.choose(self._page, tr("Joindre un document"), _DOCUMENTS)
        profile = self._profile
        if path is None or profile is None:
            return
        values = files.document_values(path)
        if values is None:
            self.said.emit(_NO_DOCUMENT, False)  # noqa: FBT003 - a signal has no keywords
            return
        try:
            document = checked(AttachedDocument, {"id": self._desk.dossiers.new_item(), **values})
        except PasseportError as error:  # of its name
            self.said.emit(sentence(error), False)  # noqa: FBT003
            return
        self._model.change_profile(profile.evolve(documents=(*profile.documents, document)), _JOINED)

    def remove_document(self, document: AttachedDocument) -> None:
        """Take a file out of the dossier."""
        if self._profile is not None:
            self._model.change_profile(without(self._profile, "documents", document), tr("Pièce jointe retirée."))

    @property
    def _profile(self) -> Profile | None:
        return self._model.dossier.beneficiary.profile if self._model.dossier is not None else None

    def _cut_photo(self, image: QImage | None) -> None:
        if image is None:
            self.said.emit(_NO_PHOTO, False)  # noqa: FBT003
            return
        dialog = PhotoCrop(image, self._page)
        dialog.chosen.connect(self._keep_photo)
        dialog.open()

    def _keep_photo(self, photo: Picture) -> None:
        if self._profile is not None:
            self._model.change_profile(self._profile.evolve(photo=photo), tr("Photo gardée."))

    def _keep_skill(self, term: SkillTerm) -> None:
        profile = self._profile
        if profile is not None:
            words = {"id": self._desk.dossiers.new_item(), "kind": "JOB_RELATED", "description": from_plain(term.label)}
            skill = checked(Skill, words)
            self._model.change_profile(profile.evolve(skills=(*profile.skills, skill)), tr("Compétence ajoutée."))
