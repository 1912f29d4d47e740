import type { CreatedAccessKey } from "../../api/iam";
import { Button } from "../../ui/Button";
import { CodeBlock } from "../../ui/CodeBlock";
import { Notice } from "../../ui/Notice";

/** A fresh pair. The secret is on this page until it is closed, and nowhere else. */
export function NewKey({ pair }: { pair: CreatedAccessKey }) {
  return (
    <div class="stack">
      <Notice kind="warning">
        <p>Copy or download the secret now. Nobody can show it again.</p>
      </Notice>
      <div>
        <p class="hint">Access key ID</p>
        <CodeBlock label="access key ID" text={pair.id} />
      </div>
      <div>
        <p class="hint">Secret access key</p>
        <CodeBlock label="secret access key" text={pair.secret} />
      </div>
      <div class="row">
        <Button icon="download" onClick={() => download(pair)}>
          Download credentials file
        </Button>
      </div>
    </div>
  );
}

/** In the format of ~/.aws/credentials, which AWS_SHARED_CREDENTIALS_FILE may name. */
function download(pair: CreatedAccessKey): void {
  const text = `[default]\naws_access_key_id = ${pair.id}\naws_secret_access_key = ${pair.secret}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${pair.userName ?? "root"}-credentials`;
  link.click();
  URL.revokeObjectURL(url);
}
