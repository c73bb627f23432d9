"""The data that is shipped: each list says its version, source and licence, and agrees with the domain's enums."""

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest

from passeport.domain.account import Role
from passeport.domain.agenda import DueKind
from passeport.domain.beneficiary import YesNoUnknown
from passeport.domain.caseload import Column
from passeport.domain.coupon import Answer, Carrier
from passeport.domain.difference import Decision, DifferenceKind
from passeport.domain.goal import GoalStatus
from passeport.domain.identity import ContactUse, OnlineKind
from passeport.domain.listing import Due, Order
from passeport.domain.matching import MatchReason
from passeport.domain.parcours import ActionStatus, NoteLevel, ReferralStatus, StepStatus
from passeport.domain.passport import PROFILE_SECTIONS
from passeport.domain.profile import HeadlineKind
from passeport.domain.reading import Fate, SignatureState
from passeport.domain.requests import RequestKind, RequestOutcome
from passeport.domain.retention import Ending, ErasureCause, Stage
from passeport.domain.skill_terms import SkillSource
from passeport.domain.vocabulary import vocabulary
from passeport.services.coupon_ports import CouponState
from passeport.services.journal_ports import JournalOperation, JournalWrong

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
VOCABULARIES = sorted(path.stem for path in (RESOURCES / "vocabularies").glob("*.json"))

ENUM_OF: dict[str, type[StrEnum]] = {
    "action_statuses": ActionStatus,
    "coupon_answers": Answer,
    "coupon_carriers": Carrier,
    "coupon_states": CouponState,
    "caseload_columns": Column,
    "decisions": Decision,
    "difference_kinds": DifferenceKind,
    "due_kinds": DueKind,
    "fates": Fate,
    "goal_statuses": GoalStatus,
    "headline_kinds": HeadlineKind,
    "due_limits": Due,
    "erasure_causes": ErasureCause,
    "journal_operations": JournalOperation,
    "journal_wrongs": JournalWrong,
    "list_orders": Order,
    "match_reasons": MatchReason,
    "note_levels": NoteLevel,
    "online_kinds": OnlineKind,
    "phone_uses": ContactUse,
    "referral_statuses": ReferralStatus,
    "request_kinds": RequestKind,
    "request_outcomes": RequestOutcome,
    "retention_endings": Ending,
    "retention_stages": Stage,
    "roles": Role,
    "signature_states": SignatureState,
    "skill_sources": SkillSource,
    "step_statuses": StepStatus,
    "yes_no_unknown": YesNoUnknown,
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_says_where_it_comes_from(name: str) -> None:
    read = vocabulary(name)
    assert read.name == name
    assert re.fullmatch(r"\d{4}(-\d{2})?(-\d{2})?", read.version)
    assert read.source
    assert read.licence
    assert read.terms


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_term_has_a_french_label(name: str) -> None:
    assert [term.code for term in vocabulary(name).terms if not term.labels.get("fr", "").strip()] == []


@pytest.mark.parametrize("name", ENUM_OF)
def test_a_vocabulary_and_its_enum_hold_the_same_codes(name: str) -> None:
    assert set(vocabulary(name).codes) == {member.value for member in ENUM_OF[name]}


def test_the_sections_of_a_profile_are_sections_of_an_agreement() -> None:
    assert set(PROFILE_SECTIONS) <= set(vocabulary("europass_sections").codes)


@pytest.mark.parametrize("path", sorted(RESOURCES.rglob("*.json")), ids=lambda path: path.stem)
def test_every_data_file_has_version_source_and_licence(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert {"version", "source", "licence"} <= set(content)


def test_every_font_is_named_with_its_source_and_licence() -> None:
    sources = (RESOURCES / "fonts" / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in (RESOURCES / "fonts").glob("*.ttf") if path.name not in sources] == []


def test_the_icon_that_a_term_names_is_shipped() -> None:
    wanted = {term.extra["icon"] for name in VOCABULARIES for term in vocabulary(name).terms if "icon" in term.extra}
    assert {icon for icon in wanted if not (RESOURCES / "icons" / f"{icon}.svg").exists()} == set()
