import type { ComponentChildren } from "preact";
import type { ObjectHead } from "../../api/s3";
import { CopyButton } from "../../ui/CopyButton";
import { formatBytes, formatNumber, formatTime } from "../../ui/format";
import { KeyText } from "./KeyText";

export function DetailsTab({ bucket, objectKey, head }: { bucket: string; objectKey: string; head: ObjectHead }) {
  const checksums = Object.entries(head.checksums);
  return (
    <dl class="facts">
      <Fact title="Key" copied={objectKey}>
        <KeyText text={objectKey} />
      </Fact>
      <Fact title="S3 address" copied={`s3://${bucket}/${objectKey}`}>
        <code>
          s3://{bucket}/<KeyText text={objectKey} />
        </code>
      </Fact>
      <Fact title="Size">
        {formatBytes(head.size)}
        {head.size >= 1024 && <span class="hint"> {formatNumber(head.size)} bytes</span>}
      </Fact>
      <Fact title="Modified">
        <time dateTime={head.modified.toISOString()}>{formatTime(head.modified)}</time>
      </Fact>
      <Fact title="Content type">{head.contentType || "none"}</Fact>
      <Fact title="ETag" copied={head.etag}>
        <code>{head.etag}</code>
      </Fact>
      {checksums.map(([algorithm, value]) => (
        <Fact key={algorithm} title={algorithm.toUpperCase()} copied={value}>
          <code>{value}</code>
          {head.checksumType === "COMPOSITE" && <span class="hint"> of the parts’ checksums</span>}
        </Fact>
      ))}
      <Fact title="Encryption">{encryptionOf(head.encryption)}</Fact>
      <Fact title="Storage class">{head.storageClass}</Fact>
      {head.versionId && (
        <Fact title="Version" copied={head.versionId}>
          <code>{head.versionId}</code>
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  title: string;
  /** Can be copied. */
  copied?: string;
  children: ComponentChildren;
}

function Fact({ title, copied, children }: FactProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <span>{children}</span>
        {copied !== undefined && <CopyButton text={copied} label={`Copy ${title}`} />}
      </dd>
    </div>
  );
}

function encryptionOf(header: string): string {
  return header === "AES256" ? "With a key of the endpoint (SSE-S3, AES-256)" : header || "Off";
}
