import { Page } from "../../ui/Page";

export function KeysPage() {
  return <Page title="Access keys">{null}</Page>;
}
