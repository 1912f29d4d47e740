import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Times are shown in the zone of whoever looks at them.
    env: { TZ: "UTC" },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
