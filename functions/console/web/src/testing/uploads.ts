import { vi } from "vitest";
import type { Asked } from "./endpoint";

/** Answers uploads, which go by XMLHttpRequest, from now on; what was asked is in the list that this answers. Nobody looks at the bytes. */
export function withUploads(answer: (asked: Asked, number: number) => Response | Promise<Response>): Asked[] {
  const all: Asked[] = [];

  class Exchange {
    readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
    status = 0;
    responseText = "";
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    readonly #headers = new Headers();
    #method = "";
    #url = "";
    #answered = new Headers();
    #over = false;

    open(method: string, url: string): void {
      this.#method = method;
      this.#url = url;
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.set(name, value);
    }

    getResponseHeader(name: string): string | null {
      return this.#answered.get(name);
    }

    send(body: Blob): void {
      void this.#exchange(body);
    }

    abort(): void {
      this.#end(() => this.onabort?.());
    }

    async #exchange(body: Blob): Promise<void> {
      const asked: Asked = { method: this.#method, url: new URL(this.#url), headers: this.#headers, body: "", cache: undefined };
      all.push(asked);
      this.upload.onprogress?.({ loaded: body.size });
      try {
        const response = await answer(asked, all.length);
        const text = await response.text();
        this.#end(() => {
          this.status = response.status;
          this.responseText = text;
          this.#answered = response.headers;
          this.onload?.();
        });
      } catch {
        this.#end(() => this.onerror?.());
      }
    }

    #end(how: () => void): void {
      if (!this.#over) {
        this.#over = true;
        how();
        this.onloadend?.();
      }
    }
  }

  vi.stubGlobal("XMLHttpRequest", Exchange);
  return all;
}
