/** What the build tells the menu of a series in one package: pages/menu.py writes it, nothing else does. */

import type { Content } from "./content.ts";

export interface SeriesData {
  readonly id: string;
  /** The series' own. */
  readonly version: string;
  /** In teaching order. */
  readonly modules: readonly SeriesModule[];
}

export interface SeriesModule {
  /** Without the texts of captions and descriptions. */
  readonly content: Content;
  /** The module's page, beside the menu. */
  readonly launch: string;
  /** Its place in the series, from 1. */
  readonly number: number;
  /** Ids of the modules that must be complete before it. */
  readonly requires: readonly string[];
}

declare global {
  interface Window {
    scormpackSeries?: SeriesData;
  }
}
