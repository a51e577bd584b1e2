"""Rules about spellings: one name leads to one entry, and the printed form reads as the pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.finding import Finding
from dossier.model import Actor, Term
from dossier.model.pinyin import toneless
from dossier.read import Reading


def spelling_is_of_one_entry(reading: Reading) -> Iterator[Finding]:
    """A spelling must be claimed by one term, or one actor, only.

    Bad: `hans: 网络强国` in two terms; `also: [Astana]` where another actor is called Astana
    Good: one entry, to which the other is merged; or the part by which they are told apart
    Why: a reader who looks it up, and the mark in the text, would get the wrong one. A rendering of
    others is not claimed: two terms may have been rendered alike.
    """
    for records in (reading.dossier.terms.values(), reading.dossier.actors.values()):
        first: dict[str, Term | Actor] = {}
        for record in records:
            for field, words in _claimed(record):
                other = first.setdefault(words.casefold(), record)
                if other is not record:
                    yield Finding(
                        path=record.origin.path,
                        line=record.origin.line_of(field),
                        rule="spelling-is-of-one-entry",
                        message=f'{field} must be claimed by one entry; got "{words}", which'
                        f" {other.id} claims, too.",
                    )


def _claimed(record: Term | Actor) -> Iterator[tuple[str, str]]:
    """Yield field and spelling of all that an entry claims to be called."""
    if isinstance(record, Term):
        pairs = [
            ("hans", record.hans),
            ("hant", record.hant),
            ("as-printed", record.as_printed),
            ("preferred", record.preferred),
        ]
    else:
        pairs = [("title", record.title)]
        pairs += [(f"names.{key}", name) for key, name in record.names.items()]
        pairs += [(f"also.{number}", name) for number, name in enumerate(record.also)]
    yield from ((field, words) for field, words in pairs if words)


def printed_form_reads_as_the_pinyin(reading: Reading) -> Iterator[Finding]:
    """`as-printed` must have the letters of `pinyin`, tone marks and spaces aside.

    Bad: `as-printed: wangluo qiangguo` beside `pinyin: wǎngluò dàguó`
    Good: `as-printed: wangluo qiangguo` beside `pinyin: wǎngluò qiángguó`
    Why: one of them belongs to another term. ü may be printed u or v.
    """
    for term in reading.dossier.terms.values():
        if term.as_printed and _letters(term.as_printed) != _letters(term.pinyin):
            yield Finding(
                path=term.origin.path,
                line=term.origin.line_of("as-printed"),
                rule="printed-form-reads-as-the-pinyin",
                message=f'as-printed must have the letters of "{term.pinyin}";'
                f' got "{term.as_printed}".',
            )


def _letters(words: str) -> str:
    """Return the bare letters of pinyin in any form."""
    return re.sub(r"[^a-z0-9]", "", toneless(words).replace("ü", "u").replace("v", "u"))
