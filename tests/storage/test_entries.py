"""Drafts, templates and sessions in the real store: kept, replaced, forgotten, and gone with the dossier."""

import datetime as dt
from uuid import UUID

import pytest

from passeport.domain.draft import NEW_STEP, WORKSHOP, Draft
from passeport.domain.errors import NothingToShow
from passeport.domain.group_session import GroupSession, SessionId
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.template import StepTemplate, TemplateId
from storage.open_vault import SqlcipherVault
from tests.people import TODAY, ada

MINE, HERS = AccountId(UUID(int=1)), AccountId(UUID(int=2))
ADA = ada().beneficiary.id
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def draft(text: str, account: AccountId = MINE, owner: BeneficiaryId | None = ADA, subject: str = NEW_STEP) -> Draft:
    minutes = dt.timedelta(minutes=len(text))
    fields, rows = {"outcome": text}, ({"text": text, "level": "TEAM"},)
    return Draft(account=account, beneficiary=owner, subject=subject, saved_at=NOW + minutes, fields=fields, rows=rows)


@pytest.fixture
def known(vault: SqlcipherVault) -> SqlcipherVault:
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    return vault


def test_the_last_draft_is_the_one_that_is_kept(known: SqlcipherVault) -> None:
    with known.unit_of_work() as work:
        for kept in (draft("a"), draft("ab"), draft("x", HERS), draft("abc", owner=None, subject=WORKSHOP)):
            work.drafts.keep(kept)
        work.commit()
    with known.unit_of_work() as work:
        assert work.drafts.of(MINE) == (draft("abc", owner=None, subject=WORKSHOP), draft("ab"))
        assert work.drafts.about(ADA) == (draft("ab"), draft("x", HERS))
        work.drafts.discard(MINE, ADA, NEW_STEP)
        work.drafts.discard(MINE, ADA, NEW_STEP)
        work.drafts.discard(MINE, None, WORKSHOP)
        assert work.drafts.of(MINE) == ()
        assert work.drafts.of(HERS) == (draft("x", HERS),)


def test_a_draft_goes_with_its_dossier_and_cannot_come_back(known: SqlcipherVault) -> None:
    with known.unit_of_work() as work:
        work.drafts.keep(draft("ab"))
        work.dossiers.remove(ADA)
        assert work.drafts.of(MINE) == ()
        with pytest.raises(NothingToShow):
            work.drafts.keep(draft("abc"))


def test_a_draft_follows_a_dossier_that_is_merged(known: SqlcipherVault) -> None:
    other = BeneficiaryId(UUID(int=77))
    twin = ada().evolve(beneficiary=ada().beneficiary.evolve(id=other), parcours=())
    with known.unit_of_work() as work:
        work.dossiers.add(twin)
        work.drafts.keep(draft("of the twin", owner=other))
        work.drafts.keep(draft("hers", HERS, owner=other))
        work.drafts.keep(draft("hers already", HERS))
        work.drafts.move(other, ADA)
        assert [found.fields["outcome"] for found in work.drafts.about(ADA)] == ["hers already", "of the twin"]
        assert {found.beneficiary for found in work.drafts.of(MINE)} == {ADA}


def test_templates_are_ones_own_or_everybodys(vault: SqlcipherVault) -> None:
    mine = StepTemplate(id=TemplateId(UUID(int=1)), name="Visio", account=MINE, type="ENTRETIEN", minutes=30)
    ours = StepTemplate(id=TemplateId(UUID(int=2)), name="Entretien 45 min", type="ENTRETIEN", minutes=45)
    hers = StepTemplate(id=TemplateId(UUID(int=3)), name="Autre", account=HERS, type="ATELIER")
    with vault.unit_of_work() as work:
        for template in (mine, ours, hers, mine.evolve(minutes=20)):
            work.templates.keep(template)
        assert work.templates.of(MINE) == (ours, mine.evolve(minutes=20))
        work.templates.remove(ours.id)
        work.templates.remove(ours.id)
        assert work.templates.of(HERS) == (hers,)


def test_sessions_are_counted(vault: SqlcipherVault) -> None:
    first = GroupSession(id=SessionId(UUID(int=1)), type="ATELIER", title="CV", day=TODAY, known=8, anonymous=2)
    last = first.evolve(id=SessionId(UUID(int=2)), day=TODAY + dt.timedelta(days=1), at=dt.time(14, 0))
    with vault.unit_of_work() as work:
        work.sessions.add(first)
        work.sessions.add(last)
        assert work.sessions.all() == (last, first)
        work.sessions.remove(first.id)
        assert work.sessions.all() == (last,)
