"""`run` and `check`: open the office, or say what is wrong with its settings."""

import logging
import socket
import sys
from collections.abc import Callable
from datetime import datetime

import click
import gevent
import structlog

from command_line.building import build, lan_address, offices_of, open_store, public_address
from command_line.clock import SteadyClock
from command_line.first_start import FirstStart, begin
from command_line.options import configured, read_config
from command_line.serving import listen, run_blocking, serve
from command_line.upstream import open_from_backup
from config import Config, LogSettings
from operations.upstream_return import has_moved
from store.home import settle_home
from store.store import Store
from web.files import watch as watch_files
from web.vendor import ModulesMissingError, check_modules

log = structlog.get_logger()

MOVED_AWAY = (
    "Đơn vị đã chuyển sang máy khác (`server.py move`), nên máy này không mở nữa. Muốn làm việc lại"
    " ở đây thì khôi phục bản đã chép: `server.py restore TỆP`."
)

ADDRESSES = (
    ("Kiosk lấy số", "/kiosk"),
    ("Màn hình sảnh", "/display"),
    ("Máy tính bảng đánh giá", "/rating"),
    ("Quầy (cán bộ)", "/counter"),
    ("Quản lý", "/manager"),
)


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(run)
    main.add_command(check)


@click.command()
@click.option("--host", help="The address to listen on, instead of config.toml's.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one.")
@click.option(
    "--watch", is_flag=True, help="See changed scripts, sheets and templates at a reload."
)
@configured
def run(host: str | None, port: int | None, watch: bool) -> None:
    """Open the office and serve its screens.

    \b
    Example:
      python server.py run --port 8000
    """
    config = read_config()
    start_log(config.log)
    serve_house(config, host=host or config.server.host, port=port, watches=watch)


@click.command()
@configured
def check() -> None:
    """Tell every problem of the settings at once, or that there is none.

    \b
    Example:
      python server.py check --config config.toml
    """
    config = read_config()
    many = len(config.printers)
    printers = "1 printer" if many == 1 else f"{many} printers"
    click.echo(f"config.toml: ok ({printers}, store {config.store.told})")


def serve_house(
    config: Config,
    *,
    host: str,
    port: int | None,
    prepare: Callable[[Store], None] = lambda store: None,
    beside: Callable[[int], None] = lambda port: None,
    watches: bool = False,
) -> None:
    """Open the store, fill an empty one, and serve until stopped. `prepare` may add to the store
    before anybody comes, `beside` runs once the port is open: both are the demo's. With `watches`
    the files of pages are read again when they change.
    """
    try:
        check_modules()
        listener = listen(host, config.server.port if port is None else port)
    except (ModulesMissingError, OSError) as error:
        raise click.ClickException(_why(error, host, port or config.server.port)) from error
    store, clock = open_store(config), SteadyClock()
    first = begin(store, config, now=clock())
    _settle(store, config, now=clock())
    prepare(store)
    running = build(
        config,
        store,
        clock=clock,
        spawn=gevent.spawn,
        sleep=gevent.sleep,
        run_blocking=run_blocking,
        address=public_address(config, port=listener.getsockname()[1]),
    )

    running.house.clock_ahead_s = clock.ahead_s
    if watches:
        watch_files(running.app)

    def ready() -> None:
        _tell(listener, host, first)
        beside(listener.getsockname()[1])

    serve(running, listener, ready=ready)


def start_log(settings: LogSettings) -> None:
    """Log to standard error, as text or as JSON lines; other libraries' lines look like ours."""
    is_json = settings.format == "json"
    level = getattr(logging, settings.level.upper())
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if is_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    facts: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=is_json),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*facts, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    others = logging.StreamHandler(sys.stderr)
    others.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=facts)
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[others], force=True)


def _settle(store: Store, config: Config, *, now: datetime) -> None:
    """See to it that an office from a copy gives nothing twice, before anybody comes."""
    if settle_home(store):
        log.warning("restored", why="the database is a copy, or older than it was")
    for office in offices_of(store):
        if has_moved(store, office):
            raise click.ClickException(MOVED_AWAY)
        open_from_backup(store, office, config.upstream, now=now)


def _why(error: Exception, host: str, port: int) -> str:
    if isinstance(error, OSError):
        return f"Không mở được cổng {port} trên {host}: {error.strerror or error}."
    return str(error)


def _tell(listener: socket.socket, host: str, first: FirstStart) -> None:
    port = listener.getsockname()[1]
    base = f"http://localhost:{port}"
    click.echo(f"\nMời Số · {first.office_name}")
    click.echo(f"Sẵn sàng tại {base}")
    if (address := lan_address()) and host in ("0.0.0.0", "::"):  # noqa: S104 -- compared only
        click.echo(f"Trong mạng nội bộ: http://{address}:{port}")
    click.echo("")
    for name, path in ADDRESSES:
        click.echo(f"  {name:<24}{base}{first.links.get(path, path)}")
    if first.manager is not None:
        click.echo("\nTài khoản quản lý đầu tiên, chỉ hiện một lần (đổi mật khẩu khi đăng nhập):")
        click.echo(f"  Tên đăng nhập: {first.manager}\n  Mật khẩu:      {first.password}")
    if first.links:
        click.echo("\nBa địa chỉ có “/pair” ghép thiết bị ngay, mỗi địa chỉ dùng được một lần.")
    sys.stdout.flush()
