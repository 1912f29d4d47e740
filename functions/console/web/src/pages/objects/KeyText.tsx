/**
 * A key, or part of one, so that all of it can be seen: control characters as their pictures, spaces as they are, and text that runs the
 * other way kept to itself.
 */
export function KeyText({ text }: { text: string }) {
  return text === "" ? <span class="no-name">(no name)</span> : <bdi class="key-text">{visibleKey(text)}</bdi>;
}

/** For where there is no markup. */
export function visibleKey(text: string): string {
  return text.replace(/[\u0000-\u0020\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (mark) => {
    const code = mark.charCodeAt(0);
    return code === 0x20 ? mark : code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}
