/** Every view by its name in the address. */

import { counters } from "./counters.js";
import { devices } from "./devices.js";
import { office } from "./office.js";
import { offices } from "./offices.js";
import { procedures } from "./procedures.js";
import { province } from "./province.js";
import { reasons } from "./reasons.js";
import { satisfaction } from "./satisfaction.js";
import { service } from "./service.js";
import { services } from "./services.js";
import { staff } from "./staff.js";
import { today } from "./today.js";
import { visits } from "./visits.js";

export const VIEW_OF = {
  province, today, satisfaction, service, reasons, visits,
  staff, counters, services, procedures, devices, office, offices,
};
