"""Named errors. The message of each is one Russian sentence that can be shown as it is."""

from __future__ import annotations


class ShnorError(Exception):
    """Base of every error the product raises on purpose."""


class DataFileError(ShnorError):
    """A committed or uploaded text file breaks its contract."""

    def __init__(self, file: str, line: int, column: str, found: str, expected: str) -> None:
        self.file, self.line, self.column = file, line, column
        self.found, self.expected = found, expected
        super().__init__(
            f"Файл {file}, строка {line}, столбец «{column}»:"
            f" стоит «{found}», ожидается {expected}."
        )


class UnreadableFileError(ShnorError):
    """A file given for import is missing, too large, empty or not what it should be."""


class StoreBusyError(ShnorError):
    """Another process holds the database file."""


class StoreBrokenError(ShnorError):
    """The database file cannot be opened: damaged, or written by a newer version."""


class StoreDamagedError(StoreBrokenError):
    """The file is there and is no readable database: a copy has to take its place."""


class StoreWriteError(ShnorError):
    """The disk is full or may not be written; nothing of the change was kept."""


class BackupError(ShnorError):
    """A copy of the database could not be made, found or trusted."""


class AccessError(ShnorError):
    """The person may not do this; the sentence says who may."""


class UnknownTerritoryError(ShnorError):
    """No such territory in the database."""


class UnknownSchoolError(ShnorError):
    """No such school in the territory."""


class UnknownIndicatorError(ShnorError):
    """No such indicator in the territory."""


class DecisionError(ShnorError):
    """A decision cannot be accepted: no reason, unknown subject, already undone."""


class UnknownMethodError(ShnorError):
    """No method of that id among the files of ``data/methods``."""


class MethodError(ShnorError):
    """A file of ``data/methods`` breaks its contract; ``hint`` is a sentence that helps."""

    def __init__(self, file: str, key: str, expected: str, hint: str = "") -> None:
        self.file, self.key, self.expected, self.hint = file, key, expected, hint
        super().__init__(f"Файл {file}, ключ «{key}»: ожидается {expected}.{hint and ' ' + hint}")


class EditConflictError(ShnorError):
    """Two people edited the same thing; the later one is told instead of overwriting."""


class SnapshotError(ShnorError):
    """A frozen table or chart of a protocol cannot be read back."""


class MeetingError(ShnorError):
    """A meeting cannot be changed so: finished, changed by somebody else, or unknown."""


class PictureError(ShnorError):
    """A chart cannot be drawn as a picture: no browser, no fonts, or no answer in time."""


class TemplateError(ShnorError):
    """A template of a document is not what the product can fill in."""


class StatisticsError(ShnorError, ValueError):
    """An argument of a statistical function is outside its domain."""


class IntakeError(ShnorError):
    """A file cannot be taken or taken back; ``reasons`` are what stands in the way, one by one."""

    def __init__(self, sentence: str, reasons: tuple[str, ...] = ()) -> None:
        self.reasons = reasons
        super().__init__(sentence)
