"""Reads who imports whom in a checkout, from the text alone: nothing is run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NOT_ROOMS = {"tests", "bench", "tools", "node_modules", "var", "build", "docs", "deploy"}


@dataclass(frozen=True)
class Import:
    """One import: `web.live` imports `operations.boards`, inside a function or not."""

    importer: str
    imported: str
    late: bool
    line: int

    @property
    def room(self) -> str:
        """The top-level name of the importer."""
        return self.importer.partition(".")[0]

    def is_of(self, name: str) -> bool:
        """Whether the imported module is `name` or stands inside it."""
        return self.imported == name or self.imported.startswith(f"{name}.")

    def __str__(self) -> str:
        return f"{self.importer} line {self.line} imports {self.imported}"


@dataclass(frozen=True)
class Checkout:
    """The Python modules of the rooms under one folder."""

    root: Path

    @cached_property
    def modules(self) -> dict[str, Path]:
        """Dotted names and files of all modules outside tests and tools."""
        inside = [entry for entry in self.root.iterdir() if is_a_room(entry)]
        files = [file for room in inside for file in [room, *room.rglob("*.py")]]
        found = sorted(file for file in files if file.suffix == ".py")
        return {dotted(file, self.root): file for file in found}

    @cached_property
    def rooms(self) -> set[str]:
        """Top-level folders that hold Python, and top-level files without `.py`."""
        return {name.partition(".")[0] for name in self.modules}

    @cached_property
    def imports(self) -> list[Import]:
        """Every import of every module, late ones included."""
        return [found for name, file in self.modules.items() for found in self._read(name, file)]

    def _read(self, name: str, file: Path) -> Iterator[Import]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        late = {id(node) for function in functions(tree) for node in ast.walk(function)}
        for node in ast.walk(tree):
            for imported in self._imported(node):
                yield Import(name, imported, id(node) in late, getattr(node, "lineno", 0))

    def _imported(self, node: ast.AST) -> list[str]:
        """Dotted names; `from web import live` names `web.live` where that is a module."""
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        if not isinstance(node, ast.ImportFrom):
            return []
        module = node.module or ""
        inner = {f"{module}.{alias.name}" for alias in node.names}
        return sorted({name if name in self.modules else module for name in inner})


def functions(tree: ast.Module) -> Iterator[ast.AST]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node


def is_a_room(entry: Path) -> bool:
    """Leaves out tests, tools, what npm and pip brought, and folders that begin with a dot."""
    return entry.name not in NOT_ROOMS and not entry.name.startswith(".")


def dotted(file: Path, root: Path) -> str:
    """`web/api/tickets.py` is `web.api.tickets`, `web/__init__.py` is `web`."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
