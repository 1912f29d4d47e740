import { useState } from "preact/hooks";
import { headObject } from "../../api/s3";
import { Button } from "../../ui/Button";
import { Drawer } from "../../ui/Drawer";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { Icon, type IconName } from "../../ui/Icon";
import { Loading } from "../../ui/Loading";
import { Tabs, type Tab } from "../../ui/Tabs";
import { useLoad } from "../../ui/useLoad";
import { DetailsTab } from "./DetailsTab";
import { KeyText, visibleKey } from "./KeyText";
import { download, fileName } from "./links";
import { MetadataTab } from "./MetadataTab";
import { PreviewTab } from "./preview/PreviewTab";
import { TagsTab } from "./TagsTab";
import { VersionsTab } from "./VersionsTab";

type Section = "preview" | "details" | "metadata" | "tags" | "versions";

const SECTIONS: readonly Tab<Section>[] = [
  { id: "details", title: "Details" },
  { id: "preview", title: "Preview" },
  { id: "metadata", title: "Metadata" },
  { id: "tags", title: "Tags" },
  { id: "versions", title: "Versions" },
];

interface DrawerProps {
  bucket: string;
  objectKey: string;
  /** Its latest version is a delete marker: there is nothing but its older versions. */
  deleted: boolean;
  onShare: () => void;
  onRename: () => void;
  onDelete: () => void;
  /** The object is another now, or none. */
  onChanged: () => void;
  onClose: () => void;
  /** To the objects beside it; undefined if there is none. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

/** Everything about one object, and the way to those beside it in the list. */
export function ObjectDrawer(props: DrawerProps) {
  const { objectKey, deleted, onPrevious, onNext, onClose } = props;
  const [section, setSection] = useState<Section>("details");
  return (
    <Drawer
      title={visibleKey(fileName(objectKey))}
      heading={<KeyText text={fileName(objectKey)} />}
      actions={
        (onPrevious || onNext) && (
          <>
            <Step icon="back" label="Previous object" onStep={onPrevious} />
            <Step icon="chevron" label="Next object" onStep={onNext} />
          </>
        )
      }
      onClose={onClose}
    >
      <About key={objectKey} {...props} section={deleted ? "versions" : section} onSection={setSection} />
    </Drawer>
  );
}

function Step({ icon, label, onStep }: { icon: IconName; label: string; onStep: (() => void) | undefined }) {
  return <Button kind="ghost" icon={icon} aria-label={label} title={label} disabled={!onStep} onClick={onStep} />;
}

interface AboutProps extends DrawerProps {
  section: Section;
  onSection: (section: Section) => void;
}

function About({ bucket, objectKey, deleted, section, onSection, onShare, onRename, onDelete, onChanged, onClose }: AboutProps) {
  const [error, setError] = useState<unknown>();
  const [said, say] = useState("");
  const id = { key: objectKey };
  const head = useLoad(async (signal) => (deleted ? null : headObject(bucket, id, signal)), []);
  const sections = deleted ? SECTIONS.filter((tab) => tab.id === "versions") : SECTIONS;

  function select(wanted: Section) {
    onSection(wanted);
    say("");
  }

  function saved() {
    say("Metadata saved");
    head.reload();
    onChanged();
  }

  return (
    <>
      {!deleted && (
        <div class="row">
          <Button kind="primary" icon="download" onClick={() => download(bucket, id).catch(setError)}>
            Download
          </Button>
          <Button icon="link" onClick={onShare}>
            Share
          </Button>
          <Button icon="pencil" onClick={onRename}>
            Rename
          </Button>
          <Button icon="trash" onClick={onDelete}>
            Delete
          </Button>
        </div>
      )}
      <ErrorMessage error={error ?? head.error} onRetry={head.error ? head.reload : undefined} />
      <p class="said" role="status">
        {said && (
          <>
            <Icon name="check" />
            {said}
          </>
        )}
      </p>
      {head.data === undefined && !head.error && <Loading what="details" />}
      {head.data !== undefined && (
        <Tabs label="About this object" tabs={sections} selected={section} onSelect={select}>
          {section === "versions" && <VersionsTab bucket={bucket} objectKey={objectKey} onChanged={onChanged} onClose={onClose} />}
          {head.data && section === "details" && <DetailsTab bucket={bucket} objectKey={objectKey} head={head.data} />}
          {head.data && section === "preview" && <PreviewTab key={head.data.etag} bucket={bucket} objectKey={objectKey} head={head.data} />}
          {head.data && section === "metadata" && (
            <MetadataTab key={head.data.modified.getTime()} bucket={bucket} objectKey={objectKey} head={head.data} onSaved={saved} />
          )}
          {head.data && section === "tags" && <TagsTab bucket={bucket} objectKey={objectKey} onSaved={() => say("Tags saved")} />}
        </Tabs>
      )}
    </>
  );
}
