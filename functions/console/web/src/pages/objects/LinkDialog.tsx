import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Field, Select, Switch } from "../../ui/Field";
import { formatTime } from "../../ui/format";
import type { ObjectId } from "../../api/s3";
import { KeyText } from "./KeyText";
import { fileName, linkTo } from "./links";

const EXPIRIES = [
  { value: "300", text: "5 minutes" },
  { value: "900", text: "15 minutes" },
  { value: "3600", text: "1 hour" },
  { value: "21600", text: "6 hours" },
  { value: "86400", text: "1 day" },
  { value: "259200", text: "3 days" },
  { value: "604800", text: "7 days" },
] as const;

type Expiry = (typeof EXPIRIES)[number]["value"];

/** Makes an address of an object for people without keys. */
export function LinkDialog({ bucket, object, onClose }: { bucket: string; object: ObjectId; onClose: () => void }) {
  const [expiry, setExpiry] = useState<Expiry>("3600");
  const [download, setDownload] = useState(false);
  const [link, setLink] = useState<{ url: string; until: Date }>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    let wanted = true;
    const seconds = Number(expiry);
    linkTo(bucket, object, { seconds, download }).then(
      (url) => wanted && setLink({ url, until: new Date(Date.now() + seconds * 1_000) }),
      (failure: unknown) => wanted && setError(failure),
    );
    return () => {
      wanted = false;
    };
  }, [expiry, download]);

  return (
    <Dialog title="Copy a link" onClose={onClose} actions={<Button onClick={onClose}>Done</Button>}>
      <p class="link-about">
        <KeyText text={fileName(object.key)} />
      </p>
      <Select label="Works for" value={expiry} options={EXPIRIES} onValue={setExpiry} />
      <Switch
        label="Download rather than open"
        hint="Browsers save the object as a file instead of showing it."
        checked={download}
        onChecked={setDownload}
      />
      <ErrorMessage error={error} />
      {link && (
        <>
          <Field
            label="Link"
            hint={
              <>
                Anybody who has this link can read this object until <strong>{formatTime(link.until)}</strong>, without signing in. It ends
                earlier if your access key is deactivated or loses the right to read.
              </>
            }
          >
            {(attributes) => (
              <input {...attributes} type="text" readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
            )}
          </Field>
          <div class="row">
            <CopyButton text={link.url} label="Copy link" labelled />
          </div>
        </>
      )}
    </Dialog>
  );
}
