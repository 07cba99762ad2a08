/** Whether one launch may have several modules: build.mjs says no in the bundles of one, which then lack what is for several. */
export const SEVERAL: boolean = true;
