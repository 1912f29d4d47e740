import { useEffect, useState } from "preact/hooks";
import { Icon } from "./Icon";

interface Message {
  readonly id: number;
  readonly text: string;
}

/** In milliseconds. */
const SHOWN = 5_000;
const TOGETHER = 3;

let messages: readonly Message[] = [];
let listener: (() => void) | null = null;
let count = 0;

/** Says for a moment what was done; what failed belongs where it was asked for, in an ErrorMessage. */
export function toast(text: string): void {
  const message = { id: count++, text };
  messages = [...messages, message].slice(-TOGETHER);
  listener?.();
  setTimeout(() => {
    messages = messages.filter((one) => one !== message);
    listener?.();
  }, SHOWN);
}

/** Where they are shown; there is one of it. */
export function Toasts() {
  const [shown, show] = useState(messages);
  useEffect(() => {
    listener = () => show(messages);
    return () => {
      listener = null;
    };
  }, []);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map((message) => (
        <p key={message.id} class="toast">
          <Icon name="check" />
          {message.text}
        </p>
      ))}
    </div>
  );
}
