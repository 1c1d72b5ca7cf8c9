/** Whether the figures of an office with a machine of its own are the newest. Pure. */

/** An office reports every few seconds; a cut that heals by itself is not told as silence. */
const SILENT_MS = 15 * 60_000;

/**
 * @param {any} reporting as `GET /intakes` tells it
 * @param {Date} now the server's
 * @returns {"refused" | "never" | "silent" | null} null: all is well
 */
export function reportTrouble(reporting, now) {
  if (!reporting) return null;
  const { refusal, heard_at: heard } = reporting;
  if (refusal) return "refused";
  if (!heard) return "never";
  return now.getTime() - Date.parse(heard) > SILENT_MS ? "silent" : null;
}
