"""`report` and `export`: a period's figures, or every visit, as a file."""

from datetime import datetime
from pathlib import Path

import click

from command_line.clock import real_now
from command_line.options import configured, for_an_office, read_config, the_office, the_store
from config import Config
from operations.report_jobs import REPORTS, VISITS, Job, do_job
from operations.report_parts import By
from store.instants import to_text
from web.i18n import translator

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, path_type=Path)
LANGUAGE = click.option("--lang", default="vi", show_default=True, help="The file's language.")
FIRST = click.option("--from", "first", type=DAY, required=True, help="First day, YYYY-MM-DD.")
LAST = click.option("--to", "last", type=DAY, required=True, help="Last day, included.")


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(report)
    main.add_command(export)


@click.command()
@click.argument("what", type=click.Choice(sorted(REPORTS)))
@click.argument("file", type=FILE)
@FIRST
@LAST
@click.option("--by", type=click.Choice([one.value for one in By]), default="counter")
@LANGUAGE
@for_an_office
@configured
def report(what: str, file: Path, first: datetime, last: datetime, by: str, lang: str) -> None:
    """Write a report; the file's ending says how: .csv, .xlsx, .pdf or .json.

    \b
    Example:
      python server.py report satisfaction quy-4.xlsx --from 2026-10-01 --to 2026-12-31 --by staff
    """
    _write(what, file, first, last, by=by, lang=lang)


@click.command()
@click.argument("file", type=FILE)
@FIRST
@LAST
@LANGUAGE
@for_an_office
@configured
def export(file: Path, first: datetime, last: datetime, lang: str) -> None:
    """Write every visit of a period, a row each, as .csv or .xlsx.

    \b
    Example:
      python server.py export luot-thang-11.csv --from 2026-11-01 --to 2026-11-30
    """
    _write(VISITS, file, first, last, by=By.OFFICE.value, lang=lang)


def _write(what: str, file: Path, first: datetime, last: datetime, *, by: str, lang: str) -> None:
    if last < first:
        raise click.BadParameter("the last day is before the first", param_hint="--to")
    endings = ("csv", "xlsx") if what == VISITS else ("csv", "xlsx", "pdf", "json")
    if file.suffix.removeprefix(".") not in endings:
        raise click.BadParameter(f"the file's ending must be one of {', '.join(endings)}")
    config = read_config()
    with the_store(config) as store:
        job = _job(
            what, file, first, last, by=by, lang=lang, office=the_office(store), config=config
        )
        with store.reading() as reading:
            do_job(reading, job, file, translate=translator(lang))
    click.echo(f"{file}: {file.stat().st_size:,} bytes".replace(",", "."))


def _job(
    what: str,
    file: Path,
    first: datetime,
    last: datetime,
    *,
    by: str,
    lang: str,
    office: str,
    config: Config,
) -> Job:
    return Job(
        what=what,
        office=office,
        first=first.date().isoformat(),
        last=last.date().isoformat(),
        by=by,
        format=file.suffix.removeprefix("."),
        language=lang,
        now=to_text(real_now()),
        min_count=config.rating.min_count,
        neutral_is_satisfied=config.rating.neutral_is_satisfied,
    )
