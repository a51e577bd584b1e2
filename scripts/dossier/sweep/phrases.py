"""How pages that answer 200 say that nothing is there, or that they think us a robot."""

from __future__ import annotations

import re
from typing import Final

_NOT_FOUND: Final = re.compile(
    r"\b(error )?404\b|not found|no longer (available|exists)|does(n[’']t| not) exist"
    r"|can(no|[’'])t (be found|find)|page (is )?missing"
    r"|не найден|не существует|удалена|табылмады|табылган жок|жоқ бет|topilmadi"
    r"|不存在|找不到|未找到|已删除|已被删除|無法找到|已刪除|nicht gefunden|introuvable|no encontrad"
    r"|見つかりません|bulunamad",
    re.IGNORECASE,
)
_BOT_WALL: Final = re.compile(
    r"just a moment|attention required|access (to this page has been )?denied|ddos-guard"
    r"|checking (if|your browser)|verify(ing)? (that )?you are (a )?human|are you a (human|robot)"
    r"|captcha|unusual traffic|enable javascript and cookies"
    r"|проверка (вашего )?браузера|подтвердите, что вы не робот|доступ (к сайту )?ограничен"
    r"|安全验证|人机验证|访问验证|滑动验证",
    re.IGNORECASE,
)
_ERROR_PAGE: Final = re.compile(r"(^|[/_.-])(404|not-?found|error)([/_.-]|$)", re.IGNORECASE)
_SHORT: Final = 600
"""A page of so few letters says nothing besides."""


def says_not_found(heading: str, text: str) -> bool:
    """Return whether a page says that it has nothing: in its headings, or in few words."""
    return bool(_NOT_FOUND.search(heading if len(text) > _SHORT else text))


def is_bot_wall(heading: str, text: str) -> bool:
    """Return whether a page only asks whether we are human."""
    return bool(_BOT_WALL.search(heading if len(text) > _SHORT else text))


def is_error_page(path: str) -> bool:
    """Return whether the path of an address is that of an error page.

    >>> is_error_page("/errors/404.html"), is_error_page("/news/terrors")
    (True, False)
    """
    return bool(_ERROR_PAGE.search(path))


def is_home(path: str) -> bool:
    """Return whether a path is that of a home page, of the host or of one language.

    >>> is_home("/"), is_home("/ru/"), is_home("/index.php"), is_home("/news/17")
    (True, True, True, False)
    """
    return bool(
        re.fullmatch(r"/?([a-z]{2}(-[a-z]{2,4})?/?)?((index|default|home)(\.\w+)?)?/?", path)
    )
