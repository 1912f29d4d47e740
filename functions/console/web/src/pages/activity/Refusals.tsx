import type { Refusal } from "../../api/activity";
import { objectsHref } from "../../app/routes";
import { Badge } from "../../ui/Badge";
import { Table } from "../../ui/Table";

const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium" });

export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <section class="stack">
      <h2>Refused or failed lately</h2>
      {refusals.length === 0 ? (
        <p class="hint">None.</p>
      ) : (
        <Table
          caption="Requests that were refused or failed, the newest first"
          rows={refusals}
          keyOf={({ requestId }) => requestId}
          columns={[
            { title: "Time", cell: ({ time }) => <span class="day">{clock.format(time)}</span> },
            {
              title: "Error",
              cell: ({ status, error }) => (
                <>
                  <Badge kind={status >= 500 ? "danger" : "warning"}>{status}</Badge> <span class="error-code">{error}</span>
                </>
              ),
            },
            { title: "Operation", cell: ({ operation }) => (operation === "none" ? "Not known" : operation) },
            { title: "Bucket", cell: ({ bucket }) => (bucket === "" ? "None" : <a href={objectsHref(bucket)}>{bucket}</a>) },
            { title: "Account", cell: ({ accountId }) => (accountId === "" ? "Nobody" : <code>{accountId}</code>) },
            { title: "Request id", cell: ({ requestId }) => <code>{requestId}</code> },
          ]}
        />
      )}
    </section>
  );
}
