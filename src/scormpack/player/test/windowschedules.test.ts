/** Seeded schedules of what can happen to windows of one browser; SEED=n runs one alone. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionError } from "../src/session.ts";
import type { Stored } from "../src/session.ts";
import { FakeBrowser } from "./fakes/browser.ts";
import { FakeEnv, FakeSession, half, made, whole } from "./fakes/page.ts";
import { random } from "./seeded.ts";

const SEEDS = process.env["SEED"] === undefined ? Array.from({ length: 200 }, (_, seed) => seed) : [Number(process.env["SEED"])];
const STEPS = 40;

type Mood = "stores" | "fails" | "lies" | "has ended the session";

/** An LMS that keeps the last thing it was given, in whatever mood it is. */
class Server {
  text: string | null = null;
  completed = false;
  mood: Mood = "stores";

  session(): FakeSession {
    const session = new FakeSession();
    session.found = { ...session.found, text: this.text, completed: this.completed };
    session.answer = () => {
      const standing = session.stored.at(-1);
      if (this.mood === "fails") return Promise.reject(new SessionError("busy"));
      if (this.mood === "has ended the session") return Promise.reject(new SessionError("gone", true));
      if (this.mood === "stores") Object.assign(this, { text: standing?.text, completed: standing?.completed });
      return Promise.resolve<Stored>("confirmed");
    };
    return session;
  }
}

type Window = ReturnType<typeof made>;

async function opened(server: Server, browser: FakeBrowser, now: number): Promise<Window> {
  const window = made(server.session(), new FakeEnv(browser, now));
  await window.keeper.open();
  await window.env.pass(0);
  return window;
}

/** Whether it has a session, and does not say that another window keeps the record. */
function records({ said, session }: Window): boolean {
  const state = said.at(-1);
  const over = state?.kind === "not-saved" && state.final;
  return session.closed === 0 && state?.kind !== "not-recording" && !over;
}

test("whatever happens to windows, a completion is there after the next launch, and none that was not earned", async () => {
  for (const seed of SEEDS) {
    const next = random(seed);
    const chance = (of: number): number => Math.floor(next() * of);
    const [server, browser] = [new Server(), new FakeBrowser()];
    const windows: Window[] = [];
    let [earned, now] = [false, 0];
    const pass = async (seconds: number): Promise<void> => {
      now += seconds;
      await Promise.all(windows.map(({ env }) => env.pass(seconds)));
    };
    const steps: Record<string, (window: Window) => unknown> = {
      watch: ({ keeper }) => keeper.update({ ...half, position: chance(60) }, "routine"),
      finish: ({ keeper }) => {
        if (chance(6) > 0) return;
        earned = true;
        keeper.update(whole, "now");
      },
      wait: () => pass(chance(40)),
      hide: ({ env }) => env.page?.hidden(),
      use: ({ env }) => env.page?.awake(),
      leave: (window) => {
        window.env.page?.leaving();
        windows.splice(windows.indexOf(window), 1);
      },
      kill: (window) => windows.splice(windows.indexOf(window), 1),
      exit: async (window) => {
        const exit = window.keeper.exit();
        await pass(10);
        await exit;
      },
      turn: () => {
        server.mood = (["stores", "stores", "fails", "lies", "has ended the session"] as const)[chance(5)] ?? "stores";
      },
      open: async () => windows.push(await opened(server, browser, now)),
    };
    for (let step = 0; step < STEPS; step++) {
      const window = windows[chance(windows.length)];
      const name = Object.keys(steps)[chance(Object.keys(steps).length)] ?? "";
      if (window === undefined) windows.push(await opened(server, browser, now));
      else await steps[name]?.(window);
      const recording = windows.filter(records).length;
      assert.ok(recording <= 1, `seed ${seed}, step ${step}, ${name}: ${recording} windows record`);
    }
    server.mood = "stores";
    await opened(server, browser, now);
    assert.equal(server.completed, earned, `seed ${seed}`);
  }
});
