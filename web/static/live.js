/** Live states over Socket.IO: whole states with a version, so that late or lost ones heal. */

import { io } from "socket.io-client";

import { announceUnpaired, deviceToken } from "./api.js";
import { noteServerTime, serverNow } from "./clock.js";
import { useTimezone } from "./i18n.js";
import { newerState } from "./newer.js";

const AGAIN_MS = 5000;

/** @type {Map<string, { socket: import("socket.io-client").Socket, users: number }>} */
const lines = new Map();

/**
 * Watch one kind of state.
 * @param {{ what: "office" | "board" | "counter" | "rating" | "ticket" | "print", token?: string }
 *   & Record<string, unknown>} wanted with `counter`, `ticket`, `zone` or `print` as the protocol
 *   asks; the token is the one of `useDevice`, or none for a session, unless given
 * @param {(state: any) => void} onState called with each newer state, never with an older one
 * @param {(line: { connected: boolean, since: Date, refused?: string }) => void} [onLine] called
 *   when the line comes or goes, and with the code when the server refuses to show this state
 * @returns {() => void} stops watching
 */
export function watch({ token = deviceToken(), ...wanted }, onState, onLine = () => {}) {
  const line = lineFor(token);
  const { socket } = line;
  let kept = null;

  const ask = () => {
    if (socket.connected) {
      const version = kept?.version;
      socket.emit("watch", version === undefined ? wanted : { ...wanted, version }, heard);
    }
  };
  const heard = (answer) => {
    if (answer?.ok === false) {
      onLine({ connected: true, since: serverNow(), refused: answer.code });
    }
  };
  const take = (state) => {
    if (state.now) {
      noteServerTime(state.now);
    }
    if (state.timezone) {
      useTimezone(state.timezone);
    }
    const newer = isWanted(wanted, state) ? newerState(kept, state) : kept;
    if (newer !== kept) {
      kept = newer;
      onState(kept);
    }
  };
  let told = null;
  const tell = () => {
    if (told !== socket.connected) {
      told = socket.connected;
      onLine({ connected: told, since: serverNow() });
    }
  };
  const begin = () => {
    tell();
    ask();
  };
  const heardFrom = { connect: begin, disconnect: tell, connect_error: tell, [wanted.what]: take };

  for (const [event, listener] of Object.entries(heardFrom)) {
    socket.on(event, listener);
  }
  const unsee = whenSeen(ask);
  if (socket.connected) {
    begin();
  }
  return () => {
    for (const [event, listener] of Object.entries(heardFrom)) {
      socket.off(event, listener);
    }
    unsee();
    release(line, token);
  };
}

/**
 * One page may watch several tickets or prints over one line, and a clerk changes counters: only
 * the state that was asked for counts.
 */
export function isWanted(wanted, state) {
  if (wanted.counter !== undefined) {
    return state.counter?.number === wanted.counter;
  }
  const mine = wanted.ticket ?? wanted.print;
  return mine === undefined || state.id === undefined || state.id === mine;
}

function lineFor(token) {
  const name = token ?? "";
  const line = lines.get(name) ?? { socket: connect(token), users: 0 };
  line.users += 1;
  lines.set(name, line);
  return line;
}

function release(line, token) {
  line.users -= 1;
  if (line.users === 0) {
    lines.delete(token ?? "");
    line.socket.disconnect();
  }
}

function connect(token) {
  const socket = io({
    transports: ["websocket", "polling"],
    auth: token ? { token } : {},
    reconnectionDelay: 500,
    reconnectionDelayMax: AGAIN_MS,
  });
  const again = () => setTimeout(() => isUsed(socket) && socket.connect(), AGAIN_MS);
  socket.on("connect_error", (error) => {
    if (error.message === "unauthorized" && token) {
      announceUnpaired();
    } else if (!socket.active) {
      again();
    }
  });
  // The server closed the line itself (it stops, or the token was revoked): the client would stay away.
  socket.on("disconnect", (reason) => reason === "io server disconnect" && again());
  return socket;
}

function isUsed(socket) {
  return [...lines.values()].some((line) => line.socket === socket);
}

/** Call when the page is seen again or the network is back. Returns a function that stops it. */
function whenSeen(ask) {
  const seen = () => document.visibilityState === "visible" && ask();
  addEventListener("focus", seen);
  addEventListener("online", seen);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("focus", seen);
    removeEventListener("online", seen);
    document.removeEventListener("visibilitychange", seen);
  };
}
