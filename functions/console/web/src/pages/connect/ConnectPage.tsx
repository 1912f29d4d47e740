import { Page } from "../../ui/Page";

export function ConnectPage() {
  return <Page title="Connect">{null}</Page>;
}
