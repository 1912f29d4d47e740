import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Files share their modules, five times as fast: a test sets up what it needs of a session, of settings and of stores.
    isolate: false,
    // What fails is enough to read.
    reporters: ["minimal"],
    // Times are shown in the zone of whoever looks at them.
    env: { TZ: "UTC" },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
