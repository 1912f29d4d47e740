import { TextOf, type TextProps } from "./TextPreview";
import { renderMarkdown } from "./markdown";

/** A Markdown text as it is meant to look. */
export default function MarkdownPreview(props: TextProps) {
  return <TextOf {...props}>{(text) => <article class="markdown-preview">{renderMarkdown(text)}</article>}</TextOf>;
}
