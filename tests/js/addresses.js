/** Lets Node load browser modules by the addresses that the server gives them: `/static/NAME.js`. */

import { register } from "node:module";

const ROOT = new URL("../../", import.meta.url);

register(
  `data:text/javascript,${encodeURIComponent(`
    export function resolve(name, context, next) {
      const shared = /^[/]static[/](.+)$/.exec(name);
      const room = /^[/](\\w+)[/]static[/](.+)$/.exec(name);
      const file = shared ? "web/static/" + shared[1] : room ? room[1] + "/static/" + room[2] : null;
      return next(file ? new URL(file, ${JSON.stringify(ROOT.href)}).href : name, context);
    }
  `)}`,
);
