import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Field, Select, Switch } from "../../ui/Field";
import { formatTime } from "../../ui/format";
import { useLoad } from "../../ui/useLoad";
import type { ObjectId } from "../../api/s3";
import { KeyText } from "./KeyText";
import { fileName, linkTo, openAddress } from "./links";

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
export function ShareDialog({ bucket, object, onClose }: { bucket: string; object: ObjectId; onClose: () => void }) {
  const [expiry, setExpiry] = useState<Expiry>("3600");
  const [download, setDownload] = useState(false);
  const [link, setLink] = useState<{ url: string; until: Date }>();
  const [error, setError] = useState<unknown>();
  const open = useLoad((signal) => openAddress(bucket, object, signal), []);

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
    <Dialog
      title="Share"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {link && <CopyButton text={link.url} label="Copy link" labelled primary />}
        </>
      }
    >
      <p class="link-about">
        <KeyText text={fileName(object.key)} />
      </p>
      {open.data && <OpenAddress address={open.data} />}
      <Select
        label="The link works for"
        hint="S3's protocol knows no signed link that works for more than 7 days."
        value={expiry}
        options={EXPIRIES}
        onValue={setExpiry}
      />
      <Switch
        label="Download rather than open"
        hint="Browsers save the object as a file instead of showing it."
        checked={download}
        onChecked={setDownload}
      />
      <ErrorMessage error={error} />
      {link && (
        <AddressField
          label="Link"
          address={link.url}
          hint={
            <>
              Anybody who has this link can read this object until <strong>{formatTime(link.until)}</strong>, without signing in. It ends
              earlier if your access key is deactivated or loses the right to read.
            </>
          }
        />
      )}
    </Dialog>
  );
}

function OpenAddress({ address }: { address: string }) {
  return (
    <div class="open-address">
      <AddressField
        label="Object URL"
        address={address}
        hint="This object is public: anybody can read it at this address, for as long as it stays public."
      />
      <div>
        <CopyButton text={address} label="Copy object URL" labelled />
      </div>
    </div>
  );
}

function AddressField({ label, address, hint }: { label: string; address: string; hint: ComponentChildren }) {
  return (
    <Field label={label} hint={hint}>
      {(attributes) => <input {...attributes} type="text" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />}
    </Field>
  );
}
