/**
 * A key, or part of one, so that all of it can be seen: control characters as their pictures, spaces as they are, and text that runs the
 * other way kept to itself.
 */
export function KeyText({ text }: { text: string }) {
  return text === "" ? <span class="no-name">(no name)</span> : <bdi class="key-text">{visibleKey(text)}</bdi>;
}

/**
 * For where there is no markup. Joiners and non-joiners stay where they shape what is around them: letters, as in Persian, and pictographs, as
 * in the emoji of a family.
 */
export function visibleKey(text: string): string {
  return text.replace(HIDDEN, (mark, at: number) => {
    if (isJoiner(mark) && SHAPED_BEFORE.test(text.slice(0, at)) && SHAPED_AFTER.test(text.slice(at + 1))) {
      return mark;
    }
    const code = mark.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

const HIDDEN = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A letter of a script that joins, with its marks, or a pictograph with its tone or form. Latin, Greek and Cyrillic join nothing. */
const SHAPED_BEFORE =
  /(?:(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])\p{L}\p{M}*|\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?)$/u;
const SHAPED_AFTER = /^(?:(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])\p{L}|\p{Extended_Pictographic})/u;

function isJoiner(mark: string): boolean {
  return mark === "\u200c" || mark === "\u200d";
}
