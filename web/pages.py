"""The pages and files that belong to no screen: the door, sign-in, pairing, theme, voice."""

from flask import Blueprint, Response, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from config import ThemeSettings
from devices.voice import clip_path
from web.access import caller
from web.errors import RequestError
from web.held_file import HeldFile
from web.parts import house
from web.paths import path_of_this_house

HOUR_S = 3600

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def show_start() -> ResponseReturnValue:
    """Staff go to their screen, others to the door."""
    found = caller()
    if found is None:
        return redirect("/sign-in")
    return redirect("/counter" if found.role == "clerk" else "/manager")


@blueprint.get("/sign-in")
def show_sign_in() -> str:
    """The door for staff."""
    wanted = path_of_this_house(request.args.get("next", ""))
    return render_template(
        "web/sign_in.html", next=wanted, provider=_provider_labels(), has_offices=_has_offices()
    )


@blueprint.get("/pair")
def show_pair() -> str:
    """Where a one-time pairing link leads."""
    return render_template("web/pair.html")


@blueprint.get("/theme.css")
def get_theme() -> Response:
    """The site's own colours for pages of before they had an address of their own."""
    return theme_sheet(house().config.theme).answer("no-cache")


@blueprint.get("/logo")
def get_logo() -> ResponseReturnValue:
    """The site's logo."""
    logo = house().config.theme.logo
    if logo is None:
        raise RequestError(404, "not_found")
    return send_file(logo.resolve(), max_age=HOUR_S)


@blueprint.get("/voice/<language>/<clip>")
def get_clip(language: str, clip: str) -> ResponseReturnValue:
    """A voice clip: the recorded one where there is one."""
    path = clip_path(house().config.voice.folder, language, clip)
    if path is None:
        raise RequestError(404, "not_found")
    return send_file(path.resolve(), max_age=HOUR_S, conditional=True)


def theme_sheet(theme: ThemeSettings) -> HeldFile:
    """The site's own colours over our tokens."""
    text = f":root {{\n  --red: {theme.red};\n  --gold: {theme.gold};\n}}\n"
    return HeldFile(text.encode(), "text/css")


def _provider_labels() -> dict[str, str] | None:
    """The site's own words on the identity provider's button, by language; None without one."""
    settings = house().config.oidc
    if not settings.issuer:
        return None
    labels = {"vi": settings.label_vi, "en": settings.label_en}
    return {language: label for language, label in labels.items() if label}


def _has_offices() -> bool:
    """Whether a sign-in name may need its office."""
    with house().store.reading() as reading:
        return len(list(reading.sql.list_offices())) > 1
