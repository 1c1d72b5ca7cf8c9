/** The device tokens of this browser, one for each kind; `?slot=2` in the address gives another set. */

/** @returns {string | null} the token of this browser's device of a kind */
export function readToken(kind) {
  return localStorage.getItem(tokenKey(kind));
}

/** Keep a token of a kind. */
export function keepToken(kind, token) {
  localStorage.setItem(tokenKey(kind), token);
}

/** Forget a token: the device must be paired anew. */
export function forgetToken(kind) {
  localStorage.removeItem(tokenKey(kind));
}

/** Two tablets in one browser have two slots. */
export function tokenKey(kind, search = location.search) {
  const slot = new URLSearchParams(search).get("slot");
  return slot ? `moiso.token.${kind}.${slot}` : `moiso.token.${kind}`;
}
