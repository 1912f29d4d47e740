import { AccountsPage } from "../pages/accounts/AccountsPage";
import { ActivityPage } from "../pages/activity/ActivityPage";
import { BucketPage } from "../pages/buckets/BucketPage";
import { BucketsPage } from "../pages/buckets/BucketsPage";
import { ConnectPage } from "../pages/connect/ConnectPage";
import { KeysPage } from "../pages/keys/KeysPage";
import { ObjectsPage } from "../pages/objects/ObjectsPage";
import { SignInPage } from "../pages/signin/SignInPage";
import { UploadPanel } from "../pages/uploads/UploadPanel";
import { UsagePage } from "../pages/usage/UsagePage";
import { Toasts } from "../ui/Toast";
import { Layout } from "./Layout";
import type { Route } from "./routes";
import { useRoute } from "./useRoute";
import { useSession } from "./useSession";

export function App() {
  const session = useSession();
  const route = useRoute();
  return (
    <>
      {session ? (
        <Layout page={route.page} session={session}>
          {pageOf(route)}
        </Layout>
      ) : (
        <SignInPage />
      )}
      {session && <UploadPanel />}
      <Toasts />
    </>
  );
}

/** Keyed by what they are about, so that nothing of one bucket is shown for another. */
function pageOf(route: Route) {
  switch (route.page) {
    case "buckets":
      return <BucketsPage />;
    case "bucket":
      return <BucketPage key={route.bucket} bucket={route.bucket} />;
    case "objects":
      return <ObjectsPage key={route.bucket} bucket={route.bucket} prefix={route.prefix} />;
    case "keys":
      return <KeysPage />;
    case "usage":
      return <UsagePage />;
    case "accounts":
      return <AccountsPage />;
    case "activity":
      return <ActivityPage />;
    case "connect":
      return <ConnectPage />;
  }
}
