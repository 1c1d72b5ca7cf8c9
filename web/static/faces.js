/** Five faces of one set: the same head and colour for each, only the look differs. */

import { html, svg } from "lit-html";

const EYES = svg`<circle cx="23" cy="26" r="3"></circle><circle cx="41" cy="26" r="3"></circle>`;

/** From the best to the worst, by stored level. */
const LOOKS = {
  5: svg`<g class="face-fill"><path d="M18 36h28a14 13 0 0 1-28 0z"></path></g><path d="M18.5 27.5a5 5.5 0 0 1 9 0M36.5 27.5a5 5.5 0 0 1 9 0"></path>`,
  4: svg`<g class="face-fill">${EYES}</g><path d="M19 38.5a14.5 12.5 0 0 0 26 0"></path>`,
  3: svg`<g class="face-fill">${EYES}</g><path d="M21 42h22"></path>`,
  2: svg`<g class="face-fill">${EYES}</g><path d="M20 46a13.5 10.5 0 0 1 24 0"></path>`,
  1: svg`<g class="face-fill"><circle cx="23" cy="29" r="3"></circle><circle cx="41" cy="29" r="3"></circle></g><path d="M17 20.5l9.5 4M47 20.5l-9.5 4M18.5 48.5a14.5 14 0 0 1 27 0"></path>`,
};

/** The face of a level from 1 to 5, in the size and colour of what stands around it. */
export function face(level) {
  return html`
    <svg class="face" viewBox="0 0 64 64" aria-hidden="true">
      <circle class="face-head" cx="32" cy="32" r="28.5"></circle>
      ${LOOKS[level]}
    </svg>
  `;
}
