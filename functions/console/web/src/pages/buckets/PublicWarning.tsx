import { Notice } from "../../ui/Notice";

export function PublicWarning() {
  return (
    <Notice kind="warning">
      <p>
        <strong>Anybody who has the address can list this bucket and read everything in it</strong>, without an access key. Search engines
        may find it. Nobody but you can write.
      </p>
    </Notice>
  );
}
