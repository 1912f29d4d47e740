import { useState } from "preact/hooks";
import { ServiceError } from "../../api/errors";
import { headBucket } from "../../api/s3";
import { BUCKETS, objectsHref } from "../../app/routes";
import { ButtonLink } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { Tabs, type Tab } from "../../ui/Tabs";
import { useLoad } from "../../ui/useLoad";
import { NoBucket } from "./NoBucket";
import { AccessSetting } from "./settings/AccessSetting";
import { CorsEditor } from "./settings/CorsEditor";
import { DeleteSetting } from "./settings/DeleteSetting";
import { EncryptionSetting } from "./settings/EncryptionSetting";
import { LifecycleEditor } from "./settings/LifecycleEditor";
import { OwnershipSetting } from "./settings/OwnershipSetting";
import { PolicyEditor } from "./settings/PolicyEditor";
import { PublicAccessSetting } from "./settings/PublicAccessSetting";
import { TagsSetting } from "./settings/TagsSetting";
import { UnfinishedUploads } from "./settings/UnfinishedUploads";
import { VersioningSetting } from "./settings/VersioningSetting";
import "./buckets.css";
import "./settings/settings.css";

type Section = "general" | "permissions" | "tags" | "lifecycle" | "cors" | "uploads";

const SECTIONS: readonly Tab<Section>[] = [
  { id: "general", title: "General" },
  { id: "permissions", title: "Permissions" },
  { id: "tags", title: "Tags" },
  { id: "lifecycle", title: "Lifecycle" },
  { id: "cors", title: "CORS" },
  { id: "uploads", title: "Unfinished uploads" },
];

/** A bucket's settings. */
export function BucketPage({ bucket }: { bucket: string }) {
  const [section, setSection] = useState<Section>("general");
  const { error } = useLoad((signal) => headBucket(bucket, signal), [bucket]);

  if (error instanceof ServiceError && error.status === 404) {
    return (
      <Page title={bucket}>
        <NoBucket bucket={bucket} />
      </Page>
    );
  }
  return (
    <Page
      title={`Settings of ${bucket}`}
      heading={bucket}
      trail={
        <>
          <a href={BUCKETS}>Buckets</a> <span aria-hidden="true">/</span> Settings
        </>
      }
      actions={
        <ButtonLink icon="folder" href={objectsHref(bucket)}>
          Objects
        </ButtonLink>
      }
    >
      <Tabs label={`Settings of ${bucket}`} tabs={SECTIONS} selected={section} onSelect={setSection}>
        {section === "general" && (
          <div class="settings">
            <AccessSetting bucket={bucket} />
            <VersioningSetting bucket={bucket} />
            <EncryptionSetting bucket={bucket} />
            <DeleteSetting bucket={bucket} />
          </div>
        )}
        {section === "permissions" && (
          <div class="settings">
            <PolicyEditor bucket={bucket} />
            <PublicAccessSetting bucket={bucket} />
            <OwnershipSetting bucket={bucket} />
          </div>
        )}
        {section === "tags" && (
          <div class="settings">
            <TagsSetting bucket={bucket} />
          </div>
        )}
        {section === "lifecycle" && <LifecycleEditor bucket={bucket} />}
        {section === "cors" && <CorsEditor bucket={bucket} />}
        {section === "uploads" && <UnfinishedUploads bucket={bucket} />}
      </Tabs>
    </Page>
  );
}
