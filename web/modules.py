"""Which modules a page needs: all of them are asked for at once, not one depth after the other."""

import posixpath
import re
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from web import vendor
from web.files import FileSet, files_of
from web.held_file import HeldFile

IMPORT = re.compile(
    r"""(?:^|[;}])\s*(?:import|export)\b(?:\s*[\w$*{}\s,]*?from)?\s*["']([^"'\s]+)["']""", re.M
)
"""A module that is loaded with the one that names it; `import(…)` loads later."""


def init(app: Flask) -> None:
    """Give templates `import_map` and `page_module`."""
    app.jinja_env.globals.update(import_map=import_map, page_module=page_module)


def import_map() -> dict[str, str]:
    """Where modules are found by the names under which ours import them.

    A shared module has one address however it is named: another one would be another copy of it,
    with a state of its own.
    """
    return _map_of(files_of(current_app).present())


def page_module(path: str) -> Markup:
    """The script tag of a page, `{{ page_module('/kiosk/static/main.js') }}`, after a link to each
    module that it needs.
    """
    first, *others = modules_of(files_of(current_app).present(), path)
    links = [Markup('<link rel="modulepreload" href="{}">').format(one) for one in others]
    script = Markup('<script type="module" src="{}"></script>').format(first)
    return Markup("\n  ").join([*links, script])


@lru_cache(maxsize=32)
def modules_of(files: FileSet, path: str) -> tuple[str, ...]:
    """The addresses of a module and of all that it loads, the nearest first. Raises KeyError."""
    found = {files.url(path): None}
    ahead = list(found)
    for address in ahead:
        for named in _imports(files, address):
            if named not in found:
                found[named] = None
                ahead.append(named)
    return tuple(found)


def _imports(files: FileSet, address: str) -> list[str]:
    module = _module_at(files, address)
    named = IMPORT.findall(module.body.decode()) if module else []
    addresses = [_address_of(files, address, name) for name in named]
    return [one for one in addresses if _module_at(files, one)]


def _module_at(files: FileSet, address: str) -> HeldFile | None:
    if address.startswith(files.base):
        return files.held.get(address.removeprefix(files.base))
    return vendor.find(address)


def _address_of(files: FileSet, importer: str, name: str) -> str:
    """What a browser makes of a name, by the import map."""
    if name.startswith("."):
        return posixpath.normpath(posixpath.join(posixpath.dirname(importer), name))
    for known, address in _map_of(files).items():
        if name == known or (known.endswith("/") and name.startswith(known)):
            return address + name.removeprefix(known)
    return name


def _map_of(files: FileSet) -> dict[str, str]:
    return {
        "/static/": f"{files.base}/static/",
        "lit-html": f"{vendor.vendor_url('lit-html')}/lit-html.js",
        "lit-html/": f"{vendor.vendor_url('lit-html')}/",
        "socket.io-client": f"{vendor.vendor_url('socket.io-client')}/dist/socket.io.esm.min.js",
        "echarts": f"{vendor.vendor_url('echarts')}/dist/echarts.esm.min.mjs",
    }
