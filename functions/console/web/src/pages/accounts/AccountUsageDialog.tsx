import type { Account } from "../../api/accounts";
import { getUsage } from "../../api/iam";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatNumber } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { useLoad } from "../../ui/useLoad";
import { DayBars } from "../usage/DayBars";
import { everyDay, requestsOf } from "../usage/days";
import { Plan } from "../usage/Plan";

/** What an account holds and asked for, in one request. */
export function AccountUsageDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { data, error, reload } = useLoad((signal) => getUsage(signal, account.id), [account.id]);
  return (
    <Dialog title={`Usage of ${account.name}`} wide onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <ErrorMessage error={error} onRetry={reload} />
      {!data && !error && <Loading what="usage" />}
      {data && (
        <div class="usage">
          <Plan usage={data} />
          <section class="stack" aria-labelledby="account-requests">
            <h3 id="account-requests">Requests by day</h3>
            <DayBars
              label="Requests by day, last 30 days"
              days={everyDay(data.days, new Date())}
              figureOf={requestsOf}
              format={formatNumber}
              unit={1_000}
            />
          </section>
        </div>
      )}
    </Dialog>
  );
}
