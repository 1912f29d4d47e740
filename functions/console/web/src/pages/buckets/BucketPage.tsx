import { Page } from "../../ui/Page";

export function BucketPage({ bucket }: { bucket: string }) {
  return <Page title={bucket}>{null}</Page>;
}
