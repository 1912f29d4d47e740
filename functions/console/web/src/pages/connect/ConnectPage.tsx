import { useEffect, useState } from "preact/hooks";
import { listBuckets } from "../../api/s3";
import { session } from "../../api/session";
import { settings } from "../../api/settings";
import { LimitsNotice } from "../../app/LimitsNotice";
import { CodeBlock } from "../../ui/CodeBlock";
import { CopyButton } from "../../ui/CopyButton";
import { Select, Switch, TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Tabs } from "../../ui/Tabs";
import { useLoad } from "../../ui/useLoad";
import { clientsOf } from "./snippets";
import "./connect.css";

const PLACEHOLDER = "YOUR_SECRET_ACCESS_KEY";

export function ConnectPage() {
  const { endpoint: usual, region, streamingEndpoint } = settings();
  const [endpoint, setEndpoint] = useState(usual);
  const [bucket, setBucket] = useState("my-bucket");
  const [shown, setShown] = useState(false);
  const [selected, setSelected] = useState("aws");
  const { accessKeyId = "", secretAccessKey = "" } = session() ?? {};
  const clients = clientsOf({ endpoint, region, accessKeyId, bucket, secret: shown ? secretAccessKey : PLACEHOLDER });
  const client = clients.find(({ id }) => id === selected);

  return (
    <Page title="Connect" description="Any S3 client works with this endpoint. These settings are ready to paste.">
      <div class="connect">
        <LimitsNotice />
        <dl class="card connect-facts">
          <Fact name="Endpoint" value={endpoint} />
          <Fact name="Region" value={region} />
          <Fact name="Access key ID" value={accessKeyId} />
        </dl>

        <div class="card connect-choices">
          {streamingEndpoint && (
            <Select
              label="Endpoint in the settings"
              value={endpoint}
              options={[
                { value: usual, text: `${usual} (up to 4.5 MB)` },
                { value: streamingEndpoint, text: `${streamingEndpoint} (any size)` },
              ]}
              onValue={setEndpoint}
            />
          )}
          <BucketField value={bucket} onValue={setBucket} />
          <Switch
            label="Put my secret into the settings"
            hint="Shows it on this page. Whoever sees the settings then can do what you can."
            checked={shown}
            onChecked={setShown}
          />
        </div>

        <Tabs label="Client" tabs={clients} selected={selected} onSelect={setSelected}>
          <div class="stack">
            {client?.snippets.map(({ title, text }) => (
              <section key={title} class="snippet">
                <h2>{title}</h2>
                <CodeBlock label={`${client.title}: ${title}`} text={text} />
              </section>
            ))}
          </div>
        </Tabs>

        {isLocal(usual) && (
          <Notice>
            <p>
              This address works on the device that the server runs on. For other devices, start the server with <code>--host</code> and
              this device’s address. They reach it over HTTPS, and have to trust <code>tls/ca.crt</code> of its data directory.
            </p>
          </Notice>
        )}
        {usual.startsWith("https:") && !settings().functionLimits && (
          <p class="hint">
            Where the endpoint made its certificate by itself, clients must be told to trust <code>tls/ca.crt</code> of its data directory:
            the AWS CLI and boto3 by <code>AWS_CA_BUNDLE</code>, Node.js by <code>NODE_EXTRA_CA_CERTS</code>, rclone by{" "}
            <code>--ca-cert</code>, restic by <code>--cacert</code>.
          </p>
        )}
      </div>
    </Page>
  );
}

/** One of those there are, else a name to be typed. */
function BucketField({ value, onValue }: { value: string; onValue: (bucket: string) => void }) {
  const { data } = useLoad(listBuckets, []);
  const names = (data ?? []).map(({ name }) => name);

  useEffect(() => {
    if (names[0] && !names.includes(value)) {
      onValue(names[0]);
    }
  }, [data]);

  if (names.length === 0) {
    return <TextField label="Bucket in the examples" value={value} onValue={onValue} />;
  }
  return (
    <Select label="Bucket in the examples" value={value} options={names.map((name) => ({ value: name, text: name }))} onValue={onValue} />
  );
}

/** An endpoint at this device's own address is of no use elsewhere. */
function isLocal(endpoint: string): boolean {
  return /^(localhost|127\..*|\[::1\])$/.test(new URL(endpoint).hostname);
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />
      </dd>
    </div>
  );
}
