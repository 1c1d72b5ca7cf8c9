"""Passwords that are made here and told once."""

from flask import Response, jsonify

from operations.passwords import Password, made_password
from web.parts import house


def made_here() -> Password:
    """A made password; hashing it holds nobody up."""
    made: Password = house().run_blocking(made_password)
    return made


def with_password(response: Response, password: Password | None) -> Response:
    """Tell a made password once: the answer that is kept for repetitions does not have it."""
    if password is None or password.text is None or "Idempotent-Replay" in response.headers:
        return response
    body = {**response.get_json(), "password": password.text}
    answer = jsonify(body)
    answer.status_code = response.status_code
    return answer
