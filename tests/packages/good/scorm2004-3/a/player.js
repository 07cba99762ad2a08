"use strict";
const status = "cmi.completion_status";
