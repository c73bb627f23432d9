"""Work that must not freeze the window: one worker thread for the vault, answers back in the window's thread."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal

from passeport.domain.errors import PasseportError
from passeport.later import module

if TYPE_CHECKING:
    from concurrent import futures
else:
    futures = module("concurrent.futures")

Answer = TypeVar("Answer")
Refusal = Callable[[PasseportError], None]


class _Finished(NamedTuple):
    future: "futures.Future[Any]"
    done: Callable[[Any], None] | None
    failed: Refusal | None


class Tasks(QObject):
    """Runs use cases one after the other, in the order they were asked for.

    Answers are given to methods of QObjects: when the object was closed meanwhile, its answer is dropped.
    """

    refused = Signal(object)
    """A `PasseportError` that nobody else deals with."""
    unexpected = Signal(object)
    """An error that nobody foresaw."""
    busy = Signal(bool)
    idle = Signal()
    """Nothing is being done any more."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = 0
        self._is_closed = False

    @cached_property
    def _worker(self) -> "futures.ThreadPoolExecutor":
        """Made for the first work: the first picture of the window needs none."""
        # queued from this thread too: an answer that is there at once waits for its turn behind the others
        self._finished.connect(self._deliver, QtCore.Qt.ConnectionType.QueuedConnection)
        return futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done."""
        return self._pending == 0

    def run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None] | None = None,
        failed: Refusal | None = None,
    ) -> None:
        """Do `work` in the worker, then call `done` with its answer, or `failed` with its refusal, in this thread.

        Nothing is begun once closed: a timer may still come when the window is gone.
        """
        if self._is_closed:
            return
        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)  # noqa: FBT003 - a signal has no keywords
        future = self._worker.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit(_Finished(finished, done, failed)))

    def close(self) -> None:
        """Wait for what was begun, and take no more."""
        self._is_closed = True
        self._worker.shutdown(wait=True)

    def _deliver(self, finished: _Finished) -> None:
        self._pending -= 1
        error = finished.future.exception()
        if error is None:
            if finished.done is not None and _is_alive(finished.done):
                finished.done(finished.future.result())
        elif not isinstance(error, PasseportError):
            self.unexpected.emit(error)
        elif finished.failed is None:
            self.refused.emit(error)
        elif _is_alive(finished.failed):
            finished.failed(error)
        if self._pending == 0:
            self.busy.emit(False)  # noqa: FBT003
            self.idle.emit()


def _is_alive(callback: Callable[..., None]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
