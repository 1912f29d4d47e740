import { lexer, type Token, type Tokens } from "marked";
import { h, type ComponentChildren } from "preact";

/**
 * Markdown as elements. The text is never made HTML of: what it has of that is shown as the text that it is, links lead to the web and to mail
 * addresses alone, and pictures are named and not fetched.
 */
export function renderMarkdown(text: string): ComponentChildren {
  return blocks(lexer(text));
}

function blocks(tokens: readonly Token[] | undefined): ComponentChildren[] {
  return (tokens ?? []).map((token, at) => render(token, at));
}

function render(token: Token, key: number): ComponentChildren {
  switch (token.type) {
    case "heading":
      // The drawer has the page's second level.
      return h(`h${Math.min(token.depth + 2, 6)}`, { key }, blocks(token.tokens));
    case "paragraph":
      return <p key={key}>{blocks(token.tokens)}</p>;
    case "text":
      return token.tokens ? blocks(token.tokens) : unescaped(token.text);
    case "escape":
      return token.text;
    case "strong":
      return <strong key={key}>{blocks(token.tokens)}</strong>;
    case "em":
      return <em key={key}>{blocks(token.tokens)}</em>;
    case "del":
      return <del key={key}>{blocks(token.tokens)}</del>;
    case "codespan":
      return <code key={key}>{token.text}</code>;
    case "code":
      return (
        <pre key={key}>
          <code>{token.text}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote key={key}>{blocks(token.tokens)}</blockquote>;
    case "list":
      return list(token as Tokens.List, key);
    case "table":
      return table(token as Tokens.Table, key);
    case "link":
      return link(token as Tokens.Link, key);
    case "image":
      return <em key={key}>[{token.text || token.href}]</em>;
    case "br":
      return <br key={key} />;
    case "hr":
      return <hr key={key} />;
    case "space":
    case "def":
      return null;
    default:
      return token.raw;
  }
}

function list({ ordered, start, items }: Tokens.List, key: number): ComponentChildren {
  const rows = items.map((item, at) => (
    <li key={at}>
      {item.task && <input type="checkbox" checked={item.checked ?? false} disabled aria-label={item.checked ? "Done" : "Open"} />}
      {blocks(item.tokens.filter(({ type }) => type !== "checkbox"))}
    </li>
  ));
  return ordered ? (
    <ol key={key} start={Number(start) || 1}>
      {rows}
    </ol>
  ) : (
    <ul key={key}>{rows}</ul>
  );
}

function table({ header, rows }: Tokens.Table, key: number): ComponentChildren {
  return (
    <table key={key}>
      <thead>
        <tr>
          {header.map((cell, at) => (
            <th key={at} scope="col">
              {blocks(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, at) => (
              <td key={at}>{blocks(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function link({ href, tokens }: Tokens.Link, key: number): ComponentChildren {
  return /^(https?:\/\/|mailto:)/i.test(href) ? (
    <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {blocks(tokens)}
    </a>
  ) : (
    <span key={key}>{blocks(tokens)}</span>
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/** The few references to characters that texts have. */
function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => NAMED[name]!);
}
