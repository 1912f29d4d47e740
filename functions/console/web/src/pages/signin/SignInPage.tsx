import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { settings } from "../../api/settings";
import { Logo } from "../../app/Logo";
import { ThemeSwitch } from "../../app/ThemeSwitch";
import { Button } from "../../ui/Button";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Checkbox, TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { refusalOf, signIn } from "./signIn";
import "./signin.css";

export function SignInPage() {
  const [accessKeyId, setAccessKeyId] = useState("");
  const [secretAccessKey, setSecretAccessKey] = useState("");
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  const refusal = refusalOf(error);
  const about = (field: string) => (refusal?.blame === field ? refusal.text : undefined);

  useEffect(() => {
    document.title = "Sign in · Coffer";
  }, []);

  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);

  async function submit(event: Event) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn({ accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() }, keep);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <div class="sign-in">
      <header>
        <Logo />
        <ThemeSwitch />
      </header>
      <main>
        <h1>Sign in</h1>
        <p class="description">
          With an access key pair of <code>{new URL(settings().endpoint).host}</code>
        </p>
        {isSecureContext ? (
          <form ref={form} onSubmit={submit}>
            <TextField
              label="Access key ID"
              value={accessKeyId}
              onValue={setAccessKeyId}
              error={about("accessKeyId")}
              autocomplete="username"
              autofocus
              required
            />
            <TextField
              label="Secret access key"
              type="password"
              value={secretAccessKey}
              onValue={setSecretAccessKey}
              error={about("secretAccessKey")}
              autocomplete="current-password"
              required
            />
            <Checkbox
              label="Stay signed in"
              hint="For 12 hours, over a reload and in new tabs. Signing out ends it in all of them. Untick it on a device that others use: the pair then stays in this page's memory alone."
              checked={keep}
              onChecked={setKeep}
            />
            <ErrorMessage error={refusal?.blame === "form" ? refusal.text : refusal ? undefined : error} />
            <Button kind="primary" type="submit" busy={busy}>
              Sign in
            </Button>
          </form>
        ) : (
          <Notice kind="warning">
            <p>Browsers sign requests only on pages that came over HTTPS or from this device. Open this page over HTTPS.</p>
          </Notice>
        )}
        <p class="hint">
          Your browser signs every request by itself. The secret is not sent anywhere, and there is no session on the server.
        </p>
      </main>
    </div>
  );
}
