"""Identifiers: one type for each thing that has one, so that they cannot be taken for one another."""

from typing import NewType
from uuid import UUID

BeneficiaryId = NewType("BeneficiaryId", UUID)
ParcoursId = NewType("ParcoursId", UUID)
ItemId = NewType("ItemId", UUID)
"""Identity of a profile item or a step, given once at birth and kept through every journey."""
NoteId = NewType("NoteId", UUID)
AgreementId = NewType("AgreementId", UUID)
RequestId = NewType("RequestId", UUID)
AccountId = NewType("AccountId", UUID)
PointAccueilId = NewType("PointAccueilId", UUID)
PassportNumber = NewType("PassportNumber", str)
"""Number printed on a passport, such as `PSP-2026-7F3K-9QXA`."""
