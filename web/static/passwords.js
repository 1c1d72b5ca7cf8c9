/** What is wrong with a new password before it is sent, and where a role begins. Pure. */

/** The server asks the same length. */
const SHORTEST = 10;

/**
 * The first fault of a change of password, or null.
 * @param {{ old: string, fresh: string, again: string }} given
 * @returns {{ code: "missing" | "short" | "same" | "different", field: string } | null}
 */
export function passwordFault({ old, fresh, again }) {
  const missing = Object.entries({ old, fresh, again }).find(([, value]) => !value);
  if (missing) {
    return { code: "missing", field: missing[0] };
  }
  if (fresh.length < SHORTEST) {
    return { code: "short", field: "fresh" };
  }
  if (fresh === old) {
    return { code: "same", field: "fresh" };
  }
  return fresh === again ? null : { code: "different", field: "again" };
}

/** The first page of a role: clerks work at a counter, the others read. */
export function startOf(role) {
  return role === "clerk" ? "/counter" : "/manager";
}
