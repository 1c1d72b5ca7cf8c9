"""Reads every text of the sources and every .po file, and tells what does not match."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

JS_READER = Path(__file__).parent / "js" / "source_texts.js"
ROOMS = ("kiosk", "display", "counter", "rating", "phone", "manager", "web", "devices")
OTHERS = ("operations", "queueing", "satisfaction", "forecast", "store", "config")
SHARED = "web"
PYTHON_KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "N_": None,
    "translate": None,
    "ngettext": (1, 2),
    "many": (1, 2),
}
VIETNAMESE = re.compile(r"[À-ỹđĐ]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
BARE_PERCENT = re.compile(r"%(?!\(\w+\)[sd])")
TRANSLATORS = {"_", "gettext", "ngettext"}


@dataclass(frozen=True)
class Fault:
    """One thing to mend, and the area whose author mends it."""

    area: str
    sentence: str


@dataclass
class Sources:
    """The texts found: by area for the browser, all together for the server."""

    browser: dict[str, set[str]] = field(default_factory=dict)
    server: dict[str, set[str]] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def every(self) -> set[str]:
        """All texts, wherever they are shown."""
        return self.mentioned.union(*self.browser.values(), *self.server.values())


def find_faults(root: Path) -> list[Fault]:
    """Everything that is not as it should be under a checkout's root."""
    sources = Sources()
    for area in (*ROOMS, *OTHERS):
        sources.server[area] = set(_python_texts(root / area)) | _template_texts(
            root, area, sources
        )
        sources.browser[area] = _browser_texts(root, area, sources)
        sources.mentioned |= set(_python_strings(root / area))
    languages = sorted({file.parent for file in root.glob("translations/*/*.po")})
    return sources.faults + [
        f for folder in languages for f in _faults_of_language(folder, sources)
    ]


def _python_texts(folder: Path) -> Iterator[str]:
    """The first id of each text that Python code translates."""
    for file in sorted(folder.rglob("*.py")):
        with file.open("rb") as code:
            for _line, text, _comments, _context in extract("python", code, PYTHON_KEYWORDS):
                yield text if isinstance(text, str) else text[0]
        yield from _error_sentences(ast.parse(file.read_text(encoding="utf-8")))


def _error_sentences(tree: ast.Module) -> Iterator[str]:
    """An error class says its text as `sentence = "…"`; an edge translates it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names == ["sentence"] and node.value.value:
                yield str(node.value.value)


def _python_strings(folder: Path) -> Iterator[str]:
    """Every string of the code: a text that stands in a constant is in use too."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _template_texts(root: Path, area: str, sources: Sources) -> set[str]:
    found: set[str] = set()
    for file in sorted((root / area / "templates").rglob("*.html")):
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        calls = [c for c in tree.find_all(nodes.Call) if _is_translator(c)]
        told = [a for call in calls for a in call.args if isinstance(a, nodes.Const)]
        found |= {call.args[0].value for call in calls if isinstance(call.args[0], nodes.Const)}
        for line, text in _strays(tree, told):
            sentence = f"{file.relative_to(root)}:{line}: text outside _(): {text}"
            sources.faults.append(Fault(area, sentence))
    return found


def _is_translator(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in TRANSLATORS and bool(call.args)


def _strays(tree: nodes.Template, told: list[nodes.Const]) -> Iterator[tuple[int, str]]:
    known = {id(const) for const in told}
    for data in tree.find_all(nodes.TemplateData):
        words = re.sub(r"<!--.*?-->", "", data.data, flags=re.S).replace("Mời Số", "")
        if VIETNAMESE.search(words):
            yield data.lineno, " ".join(words.split())
    for const in tree.find_all(nodes.Const):
        if id(const) not in known and VIETNAMESE.search(str(const.value).replace("Mời Số", "")):
            yield const.lineno, str(const.value)


def _browser_texts(root: Path, area: str, sources: Sources) -> set[str]:
    files = sorted((root / area / "static").glob("*.js"))
    if not files:
        return set()
    run = subprocess.run([_node(), JS_READER, *files], capture_output=True, text=True, check=True)
    found: set[str] = set()
    for line in run.stdout.splitlines():
        told = json.loads(line)
        found |= {texts[0] for texts in told["texts"]}
        name = Path(told["file"]).relative_to(root)
        sources.faults += [Fault(area, f"{name}:{stray}") for stray in told["strays"]]
    return found


def _node() -> str:
    """The Node that set-up linked beside our Python, or the machine's own."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which("node", path=beside) or shutil.which("node")
    assert found, "Node is missing: run `make setup`"
    return found


def _faults_of_language(folder: Path, sources: Sources) -> Iterator[Fault]:
    areas = {file.stem: _read(file) for file in sorted(folder.glob("*.po"))}
    lang = folder.name
    merged = set().union(*areas.values())
    shared = set(areas.get(SHARED, {}))
    for area, texts in sources.browser.items():
        for text in sorted(texts - set(areas.get(area, {})) - shared):
            yield Fault(area, f"{lang}/{area}.po lacks (browser): {text}")
    for area, texts in sources.server.items():
        for text in sorted(texts - merged):
            yield Fault(area, f"{lang}/{area}.po lacks: {text}")
    for area, messages in areas.items():
        for text, message in messages.items():
            yield from (Fault(area, f"{lang}/{area}.po: {s}: {text}") for s in _faulty(message))
            if text not in sources.every():
                yield Fault(area, f"{lang}/{area}.po: no longer used: {text}")
    yield from _conflicts(areas, sources, lang)


def _read(file: Path) -> dict[str, Message]:
    with file.open("rb") as content:
        catalogue = read_po(content, ignore_obsolete=True)
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue if m.id}


def _faulty(message: Message) -> Iterator[str]:
    """What is wrong with one translation by itself."""
    forms = _strings(message.string)
    wanted = set(PLACEHOLDER.findall(" ".join(_strings(message.id))))
    if message.fuzzy or not all(forms):
        yield "not translated"
        return
    for form in forms:
        found = set(PLACEHOLDER.findall(form))
        if found - wanted or wanted - found - ({"num"} if len(forms) > 1 else set()):
            yield f"placeholders differ in '{form}'"
    if any(BARE_PERCENT.search(s) for s in (*forms, *_strings(message.id))):
        yield "a % that is no placeholder: give it as a value"


def _strings(texts: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (texts or "",) if isinstance(texts, str | None) else tuple(texts)


def _conflicts(
    areas: dict[str, dict[str, Message]], sources: Sources, lang: str
) -> Iterator[Fault]:
    """The server merges the areas: one of its texts must not mean two things."""
    for text in sorted(set().union(*sources.server.values())):
        told = {a: _strings(m[text].string) for a, m in areas.items() if text in m}
        if len(set(told.values())) > 1:
            yield Fault(min(told), f"{lang}: translated differently in {', '.join(told)}: {text}")
