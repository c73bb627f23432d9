"""What accounts keep at hand, in memory."""

from dataclasses import dataclass, field

from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.listing import SavedView, ViewId

_Of = list[tuple[AccountId, BeneficiaryId]]


@dataclass(frozen=True)
class MemoryShelf:
    kept: dict[ViewId, SavedView] = field(default_factory=dict)
    pins: _Of = field(default_factory=list)
    reads: _Of = field(default_factory=list)
    mappings: dict[str, dict[int, str]] = field(default_factory=dict)

    def copied(self) -> "MemoryShelf":
        return MemoryShelf(dict(self.kept), list(self.pins), list(self.reads), dict(self.mappings))

    def views(self, account: AccountId) -> tuple[SavedView, ...]:
        return tuple(sorted((v for v in self.kept.values() if v.account == account), key=lambda v: v.name))

    def keep_view(self, view: SavedView) -> None:
        self.kept[view.id] = view

    def remove_view(self, account: AccountId, view: ViewId) -> None:
        if view in self.kept and self.kept[view].account == account:
            del self.kept[view]

    def pin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        self.unpin(account, beneficiary)
        self.pins.insert(0, (account, beneficiary))

    def unpin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        self.pins[:] = [one for one in self.pins if one != (account, beneficiary)]

    def opened(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        self.reads[:] = [one for one in self.reads if one != (account, beneficiary)]
        self.reads.insert(0, (account, beneficiary))

    def mapping(self, headings: str) -> dict[int, str] | None:
        return self.mappings.get(headings)

    def keep_mapping(self, headings: str, mapping: dict[int, str]) -> None:
        self.mappings[headings] = mapping

    def pinned(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        return tuple(who for by, who in self.pins if by == account)

    def recent(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        return tuple(who for by, who in self.reads if by == account)
