/** An element to write: its name with its text or its children. */
export type XmlNode = readonly [name: string, content: string | number | boolean | readonly XmlNode[]];

const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** @throws SyntaxError if the text is not well-formed */
export function parseXml(text: string): Element {
  const document = new DOMParser().parseFromString(text, "application/xml");
  const failure = document.getElementsByTagName("parsererror")[0];
  if (failure) {
    // Browsers put sentences of their own around what is wrong.
    throw new SyntaxError(`Not well-formed XML: ${/error on [^\n]+/.exec(failure.textContent ?? "")?.[0] ?? "see the text"}`);
  }
  return document.documentElement;
}

/** The children of a name, whatever their namespace. */
export function childrenOf(parent: Element | undefined, name: string): Element[] {
  return parent ? [...parent.children].filter((child) => child.localName === name) : [];
}

/** The child at the end of a path of names, or undefined. */
export function childOf(parent: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>((at, name) => childrenOf(at, name)[0], parent);
}

/** The text at the end of a path; empty if there is none. */
export function textOf(parent: Element | undefined, ...path: string[]): string {
  return childOf(parent, ...path)?.textContent ?? "";
}

/** A document for S3, on one line. */
export function s3Document(name: string, children: readonly XmlNode[]): string {
  return `<${name} xmlns="${S3_NAMESPACE}">${children.map(write).join("")}</${name}>`;
}

function write([name, content]: XmlNode): string {
  const inner = Array.isArray(content) ? content.map(write).join("") : escaped(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** A carriage return as it stands would reach the other side as a line feed (XML 1.0, 2.11). */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

/** Whether XML 1.0 has a way to write all of a text: most control characters have none. */
export function fitsXml(text: string): boolean {
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
}

/** The same document with a line for each element, for people to read and edit. */
export function indentXml(root: Element, indent = ""): string {
  const namespace = indent === "" && root.namespaceURI ? ` xmlns="${root.namespaceURI}"` : "";
  const open = `${indent}<${root.localName}${namespace}>`;
  if (root.children.length === 0) {
    return `${open}${escaped(root.textContent ?? "")}</${root.localName}>`;
  }
  const children = [...root.children].map((child) => indentXml(child, `${indent}  `));
  return [open, ...children, `${indent}</${root.localName}>`].join("\n");
}
