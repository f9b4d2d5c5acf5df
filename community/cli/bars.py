"""A bar of progress on standard error."""

from typing import Never

from tqdm import tqdm


class Bar:
    """Shows how far a long piece of work has come."""

    def __init__(self, what: str, total: int) -> None:
        self._bar: tqdm[Never] = tqdm(desc=what, total=total, unit="", mininterval=0.5)

    def step(self, count: int) -> None:
        """Go on by `count`."""
        self._bar.update(count)

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()
