"""When the pages last changed, for the sitemap: the day of the youngest file a page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from dossier.model import Actor, Dossier, Record, Section, Source, Term
from dossier.model.pages import page_of


def page_dates(
    dossier: Dossier, history: Mapping[str, str], lists: Collection[str] = ()
) -> dict[str, str]:
    """Return page below `docs/` → ISO date of its last change.

    `history` is source file → date, as git has it; a page none of whose files it knows is left
    out. `lists` are the pages that are derived from the whole dossier.
    """
    whole = max(history.values(), default="")
    found = {}
    for record in _shown(dossier):
        page = page_of(record)
        days = (history.get(path, "") for path in _files(dossier, record))
        day = whole if page in lists else max(days, default="")
        if day:
            found[page] = day
    return found


def _shown(dossier: Dossier) -> Iterator[Record]:
    """Yield every record that has a page of its own."""
    yield from dossier.by_path.values()
    yield from dossier.sources.values()


def _files(dossier: Dossier, record: Record) -> Iterable[str]:
    """Return the files whose words a record's page shows: its own, and its statements'."""
    own = {record.origin.path}
    match record:
        case Section():
            return own
        case Actor():
            shown = (*dossier.statements_by(record.id), *dossier.statements_about(record.id))
            return own | {each.origin.path for each in shown}
        case Term():
            return own | {each.origin.path for each in dossier.statements_using(record.id)}
        case Source():
            return own | {each.origin.path for each in dossier.citing(record.id)}
        case _:
            return own
