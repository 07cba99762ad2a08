"use strict";
const status = "cmi.core.lesson_status";
