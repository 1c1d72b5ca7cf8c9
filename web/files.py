"""The files that pages load, under an address that names the content of them all.

`/files/VERSION/static/api.js` is the file that lies at `/static/api.js`. VERSION is a hash over all
files: it is the same in all processes with the same files, and another one after an update. So a
browser keeps each file for a year, and a page has all of its files from one version.
"""

import hashlib
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, abort, current_app

from web.held_file import FOR_GOOD, HeldFile
from web.vendor import vendor_url

EXTENSION = "moiso_files"
PREFIX = "/files"
FIT_TOGETHER = (".js", ".css")
"""Kinds of files of which a page must have all from one version."""

VENDOR_IN_CSS = re.compile(r'url\("/vendor/((?:@[a-z]+/)?[a-z.-]+)/')

blueprint = Blueprint("files", __name__)

Folder = tuple[str, Path]
"""A folder of files, and where it is found."""

Stamp = tuple[str, Path, int, int]
"""Where a file is found, where it lies, when it was written and how long it is."""


@dataclass(frozen=True, eq=False, slots=True)
class FileSet:
    """All files of one version, by their path: `/static/api.js`, `/kiosk/static/main.js`."""

    version: str
    held: Mapping[str, HeldFile]

    @property
    def base(self) -> str:
        """What stands before a path in this version's addresses."""
        return f"{PREFIX}/{self.version}"

    def url(self, path: str) -> str:
        """The address of one file. Raises KeyError for one that is not there."""
        if path not in self.held:
            raise KeyError(path)
        return f"{self.base}{path}"


class Files:
    """The files of an app and of its screens, beside those that `made` makes.

    They are read once, so that an update on the disk cannot mix with what is held. With `watches`
    a changed file is seen at the next request.
    """

    def __init__(self, app: Flask, made: Callable[[], Mapping[str, HeldFile]]) -> None:
        self.watches = False
        self._app = app
        self._made = made
        self._read: Mapping[str, HeldFile] | None = None
        self._set: FileSet | None = None

    def present(self) -> FileSet:
        """The files as they stand."""
        if self._set is None or self.watches:
            read = _read(
                _stamps(self._folders()) if self.watches else _first_stamps(self._folders())
            )
            if self._set is None or read is not self._read:
                self._read, self._set = read, _set_of({**read, **self._made()})
        return self._set

    def _folders(self) -> tuple[Folder, ...]:
        parts = (self._app, *self._app.blueprints.values())
        return tuple(
            (part.static_url_path, Path(part.static_folder))
            for part in parts
            if part.static_folder and part.static_url_path
        )


def init(app: Flask, made: Callable[[], Mapping[str, HeldFile]]) -> None:
    """Give an app its files, and its templates `file_url`; see `Files`."""
    app.extensions[EXTENSION] = Files(app, made)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["file_url"] = file_url


def files_of(app: Flask) -> Files:
    """The files of an app."""
    return cast(Files, app.extensions[EXTENSION])


def watch(app: Flask) -> None:
    """See changed files and templates at the next request: for those who work on the program."""
    files_of(app).watches = True
    app.jinja_env.auto_reload = True


def file_url(path: str) -> str:
    """The address of a file of the running app: `file_url("/static/mark.svg")`."""
    return files_of(current_app).present().url(path)


@blueprint.get(f"{PREFIX}/<version>/<path:path>")
def get_file(version: str, path: str) -> Response:
    """A file of the present version, to be kept for good.

    Of another version nothing is kept. A script or a sheet is not there at all: beside the others
    of its page ours might not fit, and the page comes anew by itself. A picture may be ours.
    """
    files = files_of(current_app).present()
    file = files.held.get(f"/{path}")
    if file is None or (version != files.version and path.endswith(FIT_TOGETHER)):
        abort(404)
    return file.answer(FOR_GOOD if version == files.version else "no-store")


@blueprint.after_request
def _keep_nothing_else(answer: Response) -> Response:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _set_of(held: Mapping[str, HeldFile]) -> FileSet:
    marks = "\n".join(f"{path} {held[path].mark}" for path in sorted(held))
    return FileSet(hashlib.sha256(marks.encode()).hexdigest()[:12], held)


def _stamps(folders: tuple[Folder, ...]) -> tuple[Stamp, ...]:
    return tuple(
        (f"{address}/{file.relative_to(folder).as_posix()}", file, stat.st_mtime_ns, stat.st_size)
        for address, folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (stat := file.stat())
    )


_first_stamps = cache(_stamps)
"""Those of the process's first look."""


@lru_cache(maxsize=2)
def _read(stamps: tuple[Stamp, ...]) -> Mapping[str, HeldFile]:
    return {path: _held(file) for path, file, *_ in stamps}


def _held(file: Path) -> HeldFile:
    """A file; in a sheet the addresses of letters get the version of their package."""
    kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    body = file.read_bytes()
    if file.suffix == ".css":
        text = VENDOR_IN_CSS.sub(lambda found: f'url("{vendor_url(found[1])}/', body.decode())
        body = text.encode()
    return HeldFile(body, kind or "application/octet-stream")
