import { Page } from "../../ui/Page";

export function ObjectsPage({ bucket, prefix }: { bucket: string; prefix: string }) {
  return <Page title={bucket}>{prefix}</Page>;
}
