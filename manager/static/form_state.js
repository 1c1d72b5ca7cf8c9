/** What somebody types into a form, and what the server says about it. Pure. */

/**
 * @typedef {object} Form
 * @property {any} values as typed: texts, lists and maps
 * @property {Record<string, string>} errors a sentence for each refused field
 * @property {string} message what is wrong with the whole
 * @property {boolean} isDirty typed and not saved yet
 * @property {boolean} isBusy being sent
 * @property {Promise<void> | null} sending until it is answered
 * @property {string | null} key of the command: the same until something is typed again
 */

/** @returns {Form} */
export function newForm(values) {
  return { values: structuredClone(values), errors: {}, message: "", isDirty: false, isBusy: false, sending: null, key: null };
}

/** What stands at a path such as "names.vi" or "papers.0.en". */
export function valueAt(form, path) {
  return path.split(".").reduce((place, key) => place?.[key], form.values);
}

/** Put a value at a path; its own error is over, and the form is another command now. */
export function setValue(form, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  const place = keys.reduce((at, key) => (at[key] ??= {}), form.values);
  place[last] = value;
  touched(form, path);
}

/** Something was added, taken away or moved. */
export function touched(form, path = "") {
  form.isDirty = true;
  form.key = null;
  delete form.errors[path];
  delete form.errors[path.split(".")[0]];
}

/** Codes of refusals that are about one field. */
const FIELD_OF_CODE = { name_taken: "name", code_unknown: "code", weak_password: "password", printer_unknown: "printer" };

/** Keep what the server refused, at its fields or for the whole. */
export function refuse(form, problem) {
  const field = FIELD_OF_CODE[problem.code];
  form.errors = problem.fields ?? (field ? { [field]: problem.message } : {});
  form.message = field ? "" : problem.message;
}

/** The refused fields that no field of the page shows, by their names. */
export function leftOver(errors, shown) {
  const isShown = (name) => shown.some((one) => name === one || name.startsWith(`${one}[`) || name.startsWith(`${one}.`));
  return Object.entries(errors).filter(([name]) => !isShown(name));
}

/** "15" → 15, "" → null; what is no number goes to the server as it is, which says so at its field. */
export function whole(text) {
  const trimmed = String(text ?? "").trim();
  const plain = trimmed.replace(/[. ](?=\d{3}\b)/g, "");
  if (!trimmed) return null;
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : trimmed;
}

/** Lines of a text that say something. */
export function lines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** A list with one entry moved by a step; the same list where it would fall out. */
export function moved(list, at, step) {
  const to = at + step;
  if (to < 0 || to >= list.length) return list;
  const changed = [...list];
  [changed[at], changed[to]] = [changed[to], changed[at]];
  return changed;
}
