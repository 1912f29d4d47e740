import { useState } from "preact/hooks";
import { session } from "../../api/session";
import { settings } from "../../api/settings";
import { LimitsNotice } from "../../app/LimitsNotice";
import { CodeBlock } from "../../ui/CodeBlock";
import { CopyButton } from "../../ui/CopyButton";
import { Select, Switch, TextField } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { Tabs } from "../../ui/Tabs";
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
          <TextField label="Bucket in the examples" value={bucket} onValue={setBucket} />
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
