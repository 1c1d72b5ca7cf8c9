"""`report` and `export`: a period's figures, or every visit, of any set of offices as a file."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from command_line.clock import real_now
from command_line.options import configured, offices_called, read_config, the_store
from operations.report_jobs import (
    OF_ONE_OFFICE,
    REPORT_FORMATS,
    REPORTS,
    VISIT_FORMATS,
    VISITS,
    Job,
    do_job,
    usual_by,
    whose_file,
)
from operations.report_parts import By
from operations.tree import nearest_above, offices_within
from store.instants import to_text
from store.store import Store
from web.i18n import translator
from web.texts import languages

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, path_type=Path)
PARTS = click.Choice([one.value for one in By])

ASKED = (
    click.option("--from", "first", type=DAY, required=True, help="First day, YYYY-MM-DD."),
    click.option("--to", "last", type=DAY, required=True, help="Last day, included."),
    click.option(
        "--office",
        "codes",
        metavar="CODE",
        multiple=True,
        help="An office's code, needed where there are several; repeat it for more of them.",
    ),
    click.option("--below", is_flag=True, help="Those offices and all that stand below them."),
    click.option("--lang", default="vi", show_default=True, help="The file's language."),
)
"""Which days of which offices, and in which language."""


def asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of ASKED, in their order."""
    for option in reversed(ASKED):
        command = option(command)
    return command


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(report)
    main.add_command(export)


@click.command()
@click.argument("what", type=click.Choice(sorted(REPORTS)))
@click.argument("file", type=FILE)
@click.option("--by", type=PARTS, help="Usually counter; office for reasons and several offices.")
@asked
@configured
def report(what: str, file: Path, by: str | None, **told: Any) -> None:
    """Write a report; the file's ending says how: .csv, .zip, .xlsx, .pdf or .json.

    Offices that did not report all of the period are named on its first page; in .csv by code, in
    its last columns. A .zip has the .csv and a list of all offices with their names.

    \b
    Examples:
      python server.py report satisfaction quy-4.xlsx --from 2026-10-01 --to 2026-12-31 --by staff
      python server.py report service tinh.pdf --from 2026-11-01 --to 2026-11-30 --office tinh-mau --below
      python server.py report reasons hai-xa.csv --from 2026-11-01 --to 2026-11-30 --office xa-an --office xa-binh
    """
    _write(what, file, REPORT_FORMATS, by=by, **told)


@click.command()
@click.argument("file", type=FILE)
@asked
@configured
def export(file: Path, **told: Any) -> None:
    """Write every visit of a period, a row each, as .csv, .zip or .xlsx.

    Of several offices each row begins with its own. A .zip has the .csv and a list of the offices,
    which says who did not report; .xlsx names them above.

    \b
    Examples:
      python server.py export luot-thang-11.csv --from 2026-11-01 --to 2026-11-30
      python server.py export luot.xlsx --from 2026-11-01 --to 2026-11-30 --office trung-tam-bac --below
    """
    _write(VISITS, file, VISIT_FORMATS, by=By.OFFICE.value, **told)


def _write(
    what: str,
    file: Path,
    endings: Collection[str],
    *,
    by: str | None,
    first: datetime,
    last: datetime,
    codes: tuple[str, ...],
    below: bool,
    lang: str,
) -> None:
    """Make the file. Raises click's exceptions for what cannot be."""
    config = read_config()
    form = _form(file, endings)
    _refuse_impossible(first, last, lang)
    with the_store(config) as store:
        head, offices = _offices(store, codes, below=below)
        whose = store.ask(lambda sql: whose_file(sql, head, offices))
        job = Job(
            what=what,
            office=head,
            first=first.date().isoformat(),
            last=last.date().isoformat(),
            by=_by(what, by, len(offices)),
            format=form,
            language=lang,
            now=to_text(real_now()),
            min_count=config.rating.min_count,
            neutral_is_satisfied=config.rating.neutral_is_satisfied,
            offices=offices,
            whose=whose,
        )
        with store.reading() as reading:
            do_job(reading, job, file, translate=translator(lang))
    click.echo(f"{file}: {file.stat().st_size:,} bytes".replace(",", "."))


def _refuse_impossible(first: datetime, last: datetime, lang: str) -> None:
    if last < first:
        raise click.BadParameter("the last day is before the first", param_hint="--to")
    if lang not in languages():
        raise click.BadParameter(f"choose one of {', '.join(languages())}", param_hint="--lang")


def _form(file: Path, endings: Collection[str]) -> str:
    form = file.suffix.removeprefix(".")
    if form not in endings:
        raise click.BadParameter(f"the file's ending must be one of {', '.join(endings)}")
    return form


def _offices(store: Store, codes: Collection[str], *, below: bool) -> tuple[str, tuple[str, ...]]:
    """Whose name the file bears at its head, and the offices that it is about."""
    called = offices_called(store, codes)
    with store.reading() as reading:
        head = nearest_above(reading.sql, called)
        if not below:
            return head, called
        found = [one for office in called for one in offices_within(reading.sql, office)]
    return head, tuple(dict.fromkeys(found))


def _by(what: str, asked_by: str | None, offices: int) -> str:
    by = usual_by(what, offices=offices) if asked_by is None else By(asked_by)
    if offices > 1 and what != VISITS and by in OF_ONE_OFFICE:
        why = "counters and people belong to one office; of several choose service, day or office"
        raise click.BadParameter(why, param_hint="--by")
    return by.value
