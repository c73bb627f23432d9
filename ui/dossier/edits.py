"""What can be edited of a dossier outside its timeline, each as a form and what becomes of it."""

from passeport.domain.beneficiary import Situation
from passeport.domain.identity import Address, Identity
from passeport.domain.profile import HeadlineKind, Item, Profile
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.services.checking import checked, require_forward
from ui.dossier.item_forms import HEADLINE, ITEM_FORMS
from ui.dossier.model import DossierModel
from ui.dossier.person_forms import CONTACTS, IDENTITY, SITUATION
from ui.forms.form_panel import Edit, Values


def edit_of(model: DossierModel, what: str, item: Item | None = None) -> Edit | None:
    """Return the edit of `what`: identity, contacts, situation, headline, or a list of the profile and its `item`."""
    dossier = model.dossier
    if dossier is None:
        return None
    beneficiary = dossier.beneficiary
    if what in ITEM_FORMS:
        return _edit_of_item(model, beneficiary.profile, what, item)
    return {
        "identity": Edit(tr("Identité"), IDENTITY, beneficiary.identity, lambda v: _keep_identity(model, v)),
        "contacts": Edit(tr("Coordonnées"), CONTACTS, beneficiary.identity, lambda v: _keep_identity(model, v)),
        "situation": Edit(
            tr("Situation"),
            SITUATION,
            beneficiary.situation,
            lambda v: model.change_situation(checked(Situation, v)),
        ),
        "headline": Edit(tr("Projet"), HEADLINE, beneficiary.profile, lambda v: _keep_headline(model, v)),
    }.get(what)


def without(profile: Profile, what: str, item: Item) -> Profile:
    """Return the profile without one item of its list `what`."""
    return profile.evolve(**{what: tuple(one for one in getattr(profile, what) if one.id != item.id)})


def _edit_of_item(model: DossierModel, profile: Profile, what: str, item: Item | None) -> Edit:
    form = ITEM_FORMS[what]
    items: tuple[Item, ...] = getattr(profile, what)

    def keep(values: Values) -> None:
        if item is not None:
            changed = checked(form.model, values)
            if changed != item:
                require_forward(changed)
            kept = tuple(changed if one.id == item.id else one for one in items)
        else:
            made = checked(form.model, {"id": model.desk.dossiers.new_item(), **values})
            require_forward(made)
            kept = (made, *items) if form.newest_first else (*items, made)
        model.change_profile(profile.evolve(**{what: kept}))

    def remove() -> None:
        if item is not None:
            model.change_profile(without(profile, what, item))

    title = form.new if item is None else label("fields", f"profile.{what}")
    return Edit(
        title, form.rows, dict(form.start) if item is None else item, keep, remove if item is not None else None
    )


def _keep_identity(model: DossierModel, values: Values) -> None:
    identity = checked(Identity, values)
    model.change_identity(identity.evolve(addresses=tuple(one for one in identity.addresses if one != Address())))


def _keep_headline(model: DossierModel, values: Values) -> None:
    typed = values.get("headline")
    headline = dict(typed) if isinstance(typed, dict) else {}
    if headline.get("text"):
        values["headline"] = {**headline, "kind": headline.get("kind") or HeadlineKind.PREFERRED_JOB}
    else:
        values["headline"] = None
    model.change_profile(checked(Profile, values))
