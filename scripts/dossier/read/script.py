"""Chinese in a text: its runs, and whether each is in simplified or in traditional characters.

Simplified against traditional by OpenCC.
"""

from __future__ import annotations

import functools
import re
from typing import Final

import opencc

_IDEOGRAPH: Final = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN: Final = rf"[{_IDEOGRAPH}](?:[\u3000-\u303f\uff00-\uffef{_IDEOGRAPH}]*[{_IDEOGRAPH}])?"
"""A run of Chinese as a regular expression; punctuation inside it belongs to it."""
RUNS: Final = re.compile(RUN)


@functools.cache
def _to_simplified() -> opencc.OpenCC:
    """Return OpenCC's converter, made once."""
    return opencc.OpenCC("t2s")


@functools.lru_cache(maxsize=10_000)
def traditional(run: str) -> bool:
    """Return whether a run is in traditional characters, as far as one can see.

    >>> traditional("網絡"), traditional("网络"), traditional("人民")
    (True, False, False)
    """
    return bool(_to_simplified().convert(run) != run)
