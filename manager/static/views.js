/** Every view by its name in the address. */

import { today } from "./today.js";

export const VIEW_OF = { today };
