/** What needs somebody: who asks for help, which screens are silent, which printers do not print. Pure. */

const SCREENS = ["kiosk", "display", "rating"];

/**
 * @param {any[]} devices as `GET /devices` tells them
 * @param {any[]} printers as `GET /printers` tells them
 * @returns {({ what: "help", device: any } | { what: "offline", devices: any[] } | { what: "printer", printer: any })[]}
 */
export function troublesOf(devices, printers) {
  const offline = devices.filter(isLost);
  return [
    ...devices.filter(({ help_at }) => help_at).map((device) => ({ what: "help", device })),
    ...printers.filter(isInTrouble).map((printer) => ({ what: "printer", printer })),
    ...(offline.length ? [{ what: "offline", devices: offline }] : []),
  ];
}

/** A screen of the hall that nobody has heard of; a program with a token may rest. */
export function isLost({ kind, paired, online }) {
  return SCREENS.includes(kind) && paired && !online;
}

/** Whether a printer says that it cannot print, or soon cannot. */
export function isInTrouble({ online, paper, reason }) {
  return !online || Boolean(reason) || paper === "out" || paper === "low";
}
