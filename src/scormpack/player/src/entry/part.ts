import { mount } from "../player.ts";

const { scormpackContent: content } = window;
const host = window.parent.scormpackHost;
if (content === undefined) throw new Error("The package is incomplete.");
// Opened by itself, it is a page to read: only the menu can record.
if (window.parent !== window && host !== undefined) mount(content, host.part(content.module.id));
