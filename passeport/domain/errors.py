"""What can go wrong, as types: one class for each decision that a caller can take.

An error carries parameters, never a sentence: `passeport.language.messages` turns each concrete type into one.
Parameters that may hold personal data are shown to the person at the screen and never logged.
"""

from enum import StrEnum
from typing import ClassVar


class PasseportError(Exception):
    """Base of every error that a user can be told about."""

    exit_code: ClassVar[int] = 3
    """Exit status of the command line: 2 wrong use, 3 input refused, 4 no right, 5 the store cannot be used."""

    def __init__(self, **parameters: str | int) -> None:
        """Keep the parameters that the message needs."""
        super().__init__(type(self).__name__)
        self.parameters = parameters


class Cancelled(PasseportError):  # noqa: N818 - a decision of the user, not a fault
    """The user stopped a long operation; nothing was changed."""


# Input that is refused ------------------------------------------------------------------------------------------


class InputRefused(PasseportError):  # noqa: N818
    """Base: what was given cannot be taken as it is."""


class FieldRefused(InputRefused):
    """A field of a form holds a value that breaks a rule: `field`, `value`, `reason` (a pydantic error type)."""


class NotASkillReference(InputRefused):
    """A file has not the columns of ROME nor of ESCO, or no term: `path`."""


class MoreIsAsked(InputRefused):
    """A line of « À faire » is not done by one word: `kind`, a code of that vocabulary."""


class UnknownCodeError(InputRefused):
    """A code that its vocabulary does not hold: `vocabulary`, `value`."""


class SocialSecurityNumberRefused(InputRefused):
    """A text holds a NIR (R01, décret 2019-341): `field`."""


class OriginalNotKept(InputRefused):
    """A file that came in holds what is never recorded (R01, R02), and is not kept as it is: `path`."""


class OriginalChanged(InputRefused):
    """A file is no longer the one that was read: what is shown is not what would be kept: `path`."""


class ParticipantsRefused(InputRefused):
    """Dossiers of a workshop that may not be written: `names`."""


class NoteTooLong(InputRefused):
    """A note of more than 500 characters (R05): `length`, `limit`."""


class FileNotFound(InputRefused):
    """The file to read does not exist or cannot be opened: `path`."""


class FileTooLarge(InputRefused):
    """An incoming file is over the bound (R22): `size`, `limit`, in bytes."""


class NotAPassport(InputRefused):
    """An incoming file is no passport or Europass document that we know: `path`, `found`."""


class NotATable(InputRefused):
    """An incoming file is neither CSV nor XLSX, or holds nothing: `path`, `found`: binary, empty, xls or zip."""


class NoColumnFor(InputRefused):
    """A list was brought in without the columns that a dossier needs: `names`."""


class DamagedFile(InputRefused):
    """An incoming file is truncated or malformed: `path`, `detail`."""


class ClosedFile(InputRefused):
    """An incoming file is closed by a passphrase: `path`, and whether one was `tried` that does not open it (0, 1)."""


class DangerousFile(InputRefused):
    """An incoming file holds what no honest passport holds, such as entities (R22): `path`, `detail`."""


class StopReason(StrEnum):
    """Why the reading of an incoming file was stopped."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    """The process ended by itself."""
    ANSWER = "answer"
    """What the process answered is no answer."""
    FAULT = "fault"
    """The program met what nobody foresaw."""
    START = "start"
    """The process did not start."""


class StepNotAttended(InputRefused):
    """An attestation is asked of a step that the person did not attend: `status`."""


class ReadingStopped(InputRefused):
    """Reading an incoming file went over a limit, or ended its process (R22): `path`, `cause`.

    A fault of the program says where too, in `detail`: a type and a line of code.
    """


class NewerFormat(InputRefused):
    """An incoming file was written by a newer version: `found`, `supported`."""


class NoDirectoryInFile(InputRefused):
    """A file holds no list of points d'accueil: `path`, `found`."""


class NotACoupon(InputRefused):
    """What was given is no coupon-retour: `path`, `found`."""


class CouponMistyped(InputRefused):
    """A short code was not copied as it was read: its `length`, and the `group` to look at first (0: any)."""


class CouponNotTaken(InputRefused):
    """An answer cannot be taken as it stands: `state`, a code of `coupon_states`."""


class TooManyCoupons(InputRefused):
    """Too many short codes without proof were typed today; a file or a QR code is asked for: `limit`."""


class AlteredPassport(InputRefused):
    """The signature of an incoming passport does not hold: its content was changed on the way: `path`."""


class StationKeyChanged(InputRefused):
    """A passport names a station that is known here under another key: `station`."""


class ForbiddenContent(InputRefused):
    """A file holds what may not be recorded, which the reading left out (R01, R02): `path`."""


class ImpossibleDate(InputRefused):
    """A date that no calendar holds: `value`, `place`."""


class NothingToShow(InputRefused):
    """Nothing answers to the identifier given: `what`, `value`."""


class UpdateRefused(InputRefused):
    """An update is not taken: `reason` (a code of `UpdateFault`), `file`, `found` and `installed` (versions, a key)."""


class OutputNotWritten(InputRefused):
    """A file could not be written; what stood there before is untouched: `path`, `detail`."""


# Rules of the work ----------------------------------------------------------------------------------------------


class RuleBroken(PasseportError):  # noqa: N818
    """Base: the operation itself is not allowed now."""


class AgreementMissing(RuleBroken):
    """Nothing leaves without the person's agreement for this recipient (R17, R18): `recipient`."""


class AgreementWithdrawn(RuleBroken):
    """The person took the agreement back: `recipient`, `date`."""


class NothingShared(RuleBroken):
    """The agreement covers nothing of the dossier: `recipient`."""


class PersonUncertain(RuleBroken):
    """Dossiers resemble the person of a passport and none is surely theirs: someone has to choose: `count`."""


class IdentityDiffers(RuleBroken):
    """A passport that seems to be a known person's says another name or birth date: `field`."""


class ChangedMeanwhile(RuleBroken):
    """The dossier was changed since it was shown; nothing was overwritten."""


class NothingToUndo(RuleBroken):
    """There is no operation to undo."""


class NothingToRedo(NothingToUndo):
    """Nothing was undone that could be done again."""


class DoneToMany(RuleBroken):
    """The last operation on this dossier was made on `count` people at once: it is undone where it was made."""


class SameDossier(RuleBroken):
    """A dossier cannot be merged with itself."""


class ClockDoubtful(RuleBroken):
    """The computer's clock is far ahead of the last work noted here, and nothing is erased on its word: `date`."""


class NobodyToExport(RuleBroken):
    """None of the people of a list may be taken out by this account (R13)."""


class EndsBeforeItBegins(RuleBroken):
    """Something that lasts until a day, that day included, cannot end before today: `date`."""


class StatusChangeRefused(RuleBroken):
    """A life cycle does not allow this passage: `current`, `wanted`."""


# Access -----------------------------------------------------------------------------------------------------------


class AccessRefused(PasseportError):  # noqa: N818
    """Base: this person may not do this."""

    exit_code = 4


class WrongPassphrase(AccessRefused):
    """No slot opens with this account and passphrase: `wait` seconds before the next try."""


class TooManyTries(AccessRefused):
    """Tries are slowed after failures: `wait` seconds left."""


class NotAllowed(AccessRefused):
    """The account's role does not include this right on such a dossier: `operation`, `on` (a `Whose`)."""


class SettingFixed(AccessRefused):
    """The IT department has fixed this for the computer: `setting`, a field of `ComputerPolicy`."""


class FormatNotAllowed(AccessRefused):
    """The IT department lets no passport leave in this form: `format`."""


class FormatNotProtected(AccessRefused):
    """Only a PDF can be closed by a passphrase or signed with a certificate: `format`."""


class OtherPassphrase(AccessRefused):
    """A folder holds files that another passphrase closes: `path`."""


class WeakPassphrase(AccessRefused):
    """A new passphrase is too easy to guess: its `bits`, and those `required`."""


class AccountDisabled(AccessRefused):
    """The passphrase is right, and an administrator has disabled the account: `name`."""


class AccountAlreadyThere(AccessRefused):
    """An account of the vault has this name: `name`."""


class NoSuchAccount(AccessRefused):
    """No account of the vault has this name: `name`."""


class LastAdministrator(AccessRefused):
    """Nobody else could manage the accounts: `name`."""


class RecoveryKeyMistyped(AccessRefused):
    """A recovery key was not copied as it was printed: the number of the wrong `group`, 0 when its length is wrong."""


class KeyringRefused(AccessRefused):
    """The system's keyring does not keep secrets as it should: `backend`."""


# The store --------------------------------------------------------------------------------------------------------


class StoreUnusable(PasseportError):  # noqa: N818
    """Base: the vault cannot be used as it stands."""

    exit_code = 5


class PolicyRefused(StoreUnusable):
    """The file of fixed settings cannot be read or understood: `path`, `where` (a setting or empty), `reason`.

    The reason is `permission`, `unreadable`, `encoding`, a type of error of pydantic, or `toml:` and what tomllib says.
    """


class VaultNotFound(StoreUnusable):
    """No vault at `path`."""


class VaultAlreadyThere(StoreUnusable):
    """A vault, or something else, already stands at `path`; it was not touched."""


class VaultDamaged(StoreUnusable):
    """The vault's header or a database fails its checks: `path`, `detail`."""


class VaultRolledBack(StoreUnusable):
    """A database is older than its last commit, though each page of it is genuine: `path`, `detail`, `missing`."""


class HeaderPutBack(StoreUnusable):
    """The header is genuine, and not the one that the dossiers know: an older one was put in its place: `path`."""


class BackupFailed(StoreUnusable):
    """A backup could not be written, or does not read back; the vault and earlier backups stand: `path`, `detail`."""


class NoSoundBackup(StoreUnusable):
    """No backup that is whole stands at `path`."""


class MigrationFailed(StoreUnusable):
    """A vault of an earlier version could not be brought to this one; it is as it was: `path`, `detail`."""


class VaultNewer(StoreUnusable):
    """The vault was written by a newer version: `found`, `supported`."""


class VaultInUse(StoreUnusable):
    """Another process has the vault open: `path`."""


class VaultLocked(StoreUnusable):
    """The vault was locked; unlock it again."""


class VaultOnNetwork(StoreUnusable):
    """The vault's folder is on a network share: `path`, `kind`."""


class VaultNotWritable(StoreUnusable):
    """The vault's folder or disk refuses writing: `path`, `detail`."""
