import { copyFileSync, mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { defineConfig } from "vitepress";

const root = resolve(import.meta.dirname, "../../..");
const modules = resolve(import.meta.dirname, "../node_modules");

/** Files that pages link to and that are no pages themselves. */
const linkedFiles = [
  "LICENSE",
  "template.yaml",
  "infra/terraform/variables.tf",
  "infra/terraform/examples/minimal/main.tf",
  "infra/terraform/examples/complete/main.tf",
];

/** A link, or a file, of the repository as the site has it. VitePress takes a name for a page's unless it knows its ending. */
function onSite(link: string): string {
  return link.replace(/(^|\/)README\.md(?=#|$)/, "$1index.md").replace(/(LICENSE|\.tf)$/, "$1.txt");
}

/** The documents of the repository as a site. They are plain Markdown with relative links, and nothing in them is for the site only. */
export default defineConfig({
  title: "Coffer",
  description: "An S3-compatible object storage server that you run yourself",
  lang: "en",
  srcDir: root,
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  srcExclude: ["**/node_modules/**", "**/target/**", "functions/**", "shared/**"],
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, "$1index.md"),
  // VitePress knows pages only; DocumentsTest checks every link.
  ignoreDeadLinks: [(link) => linkedFiles.some((file) => basename(onSite(file)) === basename(link))],
  buildEnd: ({ outDir }) => {
    for (const file of linkedFiles) {
      const copy = join(outDir, onSite(file));
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(root, file), copy);
    }
  },
  markdown: {
    config: (md) => {
      md.core.ruler.push("links-on-site", (state) => {
        for (const token of state.tokens.flatMap((block) => block.children ?? [])) {
          const link = token.attrGet("href");
          if (link !== null) {
            token.attrSet("href", onSite(link));
          }
        }
      });
    },
  },
  // Pages become modules that need Vue, and lie above the directory in which it is installed.
  vite: {
    resolve: {
      alias: [
        { find: /^vue\/server-renderer$/, replacement: resolve(modules, "vue/server-renderer") },
        { find: /^vue$/, replacement: resolve(modules, "vue") },
      ],
    },
  },
  themeConfig: {
    outline: [2, 3],
    search: { provider: "local" },
    nav: [
      { text: "Documents", link: "/docs/" },
      { text: "Changelog", link: "/CHANGELOG" },
    ],
    sidebar: [
      {
        text: "Use it",
        items: [
          { text: "The tour", link: "/" },
          { text: "Clients", link: "/docs/clients" },
          { text: "The console", link: "/docs/console" },
          { text: "Accounts and keys", link: "/docs/accounts-and-keys" },
          { text: "S3 compatibility", link: "/docs/s3-compatibility" },
          { text: "Moving in", link: "/docs/moving-in" },
        ],
      },
      {
        text: "Run it",
        items: [
          { text: "Installing", link: "/docs/installing" },
          { text: "Configuration", link: "/docs/configuration" },
          { text: "Operating", link: "/docs/operating" },
          { text: "Failures", link: "/docs/failures" },
          { text: "Deploying on AWS", link: "/docs/deploying-on-aws" },
          { text: "Costs in AWS", link: "/docs/costs" },
          { text: "What meets its limit first", link: "/docs/scaling" },
          { text: "Performance", link: "/docs/performance" },
          { text: "Threat model", link: "/docs/threat-model" },
        ],
      },
      {
        text: "Change it",
        items: [
          { text: "Architecture", link: "/docs/architecture" },
          { text: "Decisions", link: "/docs/decisions/" },
          { text: "Invariants", link: "/docs/invariants" },
          { text: "Contributing", link: "/CONTRIBUTING" },
          { text: "Security", link: "/SECURITY" },
        ],
      },
    ],
  },
});
