"""Passwords and other secrets that are made here and told once."""

from flask import Response, jsonify

from operations.passwords import Password, made_password
from web.parts import house


def made_here() -> Password:
    """A made password; hashing it holds nobody up."""
    made: Password = house().run_blocking(made_password)
    return made


def with_password(response: Response, password: Password | None) -> Response:
    """Tell a made password once: the answer that is kept for repetitions does not have it."""
    return told_once(response, "password", None if password is None else password.text)


def told_once(response: Response, name: str, secret: str | None) -> Response:
    """An answer with a secret that is kept nowhere: who repeats the command does not get it."""
    if secret is None or "Idempotent-Replay" in response.headers:
        return response
    body = {**response.get_json(), name: secret}
    answer = jsonify(body)
    answer.status_code = response.status_code
    return answer
