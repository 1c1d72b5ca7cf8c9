/** Every view by its name in the address. */

import { reasons } from "./reasons.js";
import { satisfaction } from "./satisfaction.js";
import { service } from "./service.js";
import { today } from "./today.js";
import { visits } from "./visits.js";

export const VIEW_OF = { today, satisfaction, service, reasons, visits };
