"""Model → findings: one generator function a rule, all of them in one list."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from dossier.alongside import alongside
from dossier.check import (
    actors,
    chinese,
    fields,
    files,
    form,
    health,
    identity,
    ledger,
    marks,
    markup,
    provenance,
    sources,
    spellings,
    text,
)
from dossier.finding import Finding
from dossier.read import Reading

Rule = Callable[[Reading], Iterator[Finding]]

_ORDER: Final[tuple[Rule, ...]] = (
    files.file_is_content,
    files.file_is_small,
    files.text_is_short,
    text.file_is_utf8,
    text.yaml_is_readable,
    text.bibtex_is_readable,
    text.block_is_closed,
    text.block_is_known,
    text.text_is_nfc,
    text.letters_are_of_one_script,
    text.letters_are_usual,
    text.nothing_is_invisible,
    text.letter_is_in_the_fonts,
    fields.field_is_known,
    fields.field_is_present,
    fields.field_has_shape,
    fields.value_is_known,
    fields.source_type_is_known,
    fields.date_is_edtf,
    fields.date_is_not_in_the_future,
    fields.address_is_web,
    identity.id_has_form,
    identity.id_is_unique,
    identity.id_is_file_name,
    identity.prefix_is_the_parts,
    identity.reference_is_known,
    identity.link_is_known,
    identity.citation_is_known,
    provenance.block_stands_in_section,
    provenance.block_has_words,
    provenance.statement_has_source,
    provenance.counter_is_mutual,
    provenance.status_is_explained,
    provenance.note_follows_statement,
    provenance.section_order_is_unique,
    provenance.fact_is_three_words,
    provenance.fact_is_known,
    provenance.fact_fits_kinds,
    actors.place_has_coordinates,
    actors.role_ends_after_it_begins,
    actors.roles_do_not_overlap,
    actors.relation_is_one_way,
    sources.source_is_used,
    sources.term_is_used,
    sources.related_is_mutual,
    sources.verification_says_what_was_seen,
    sources.verified_needs_quote,
    sources.quote_is_short,
    sources.source_has_a_day,
    sources.chinese_name_is_whole,
    sources.address_is_unique,
    health.health_is_readable,
    health.health_line_has_form,
    chinese.hans_is_simplified,
    chinese.hant_is_traditional,
    chinese.pinyin_reads_the_characters,
    chinese.pinyin_marks_its_syllables,
    spellings.printed_form_reads_as_the_pinyin,
    spellings.spelling_is_of_one_entry,
    chinese.heading_has_ascii_id,
    form.quotes_are_curly,
    form.chinese_stands_apart,
    marks.text_is_only_text,
    marks.text_defines_nothing,
    marks.marks_are_paired,
    marks.link_leads_to_a_file,
    marks.picture_is_ours,
    marks.anchor_is_free,
    marks.block_has_room,
    markup.html_is_allowed,
    markup.attributes_are_plain,
    markup.link_is_safe,
    markup.own_link_is_relative,
    ledger.ledger_is_readable,
    ledger.ledger_is_complete,
    ledger.ledger_line_has_form,
    ledger.ledger_id_is_unique,
    ledger.ledger_only_grows,
    ledger.ledger_id_leads_somewhere,
)


def _name(rule: Rule) -> str:
    """Return a rule's name as findings print it."""
    return rule.__name__.replace("_", "-")


RULES: Final[Mapping[str, Rule]] = {_name(rule): rule for rule in _ORDER}
"""Rule name → rule, in the order they are explained."""


def check(reading: Reading) -> list[Finding]:
    """Return every finding of every rule, sorted by place, none twice."""
    return sorted(_found(_ORDER, reading))


def check_in_two(reading: Reading) -> list[Finding]:
    """Return the same; where it may, another process takes the rules that load a dictionary."""
    middle = _ORDER.index(chinese.hans_is_simplified)
    others = alongside(lambda: [_found(_ORDER[middle:], reading)])
    return sorted(_found(_ORDER[:middle], reading) | next(others))


def _found(rules: Iterable[Rule], reading: Reading) -> set[Finding]:
    """Return every finding of some rules."""
    return {finding for rule in rules for finding in rule(reading)}


def explain(name: str) -> str:
    """Return what a rule asks for, a bad and a good example, and why.

    Raises KeyError for a name that is no rule.
    """
    return f"{name}\n\n{inspect.getdoc(RULES[name])}"
