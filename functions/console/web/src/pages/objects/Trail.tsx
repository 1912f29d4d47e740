import { Fragment } from "preact";
import { BUCKETS, objectsHref } from "../../app/routes";
import { KeyText } from "./KeyText";
import { DELIMITER } from "./rows";

/** The way to a folder; each step but the last leads there. */
export function Trail({ bucket, folder }: { bucket: string; folder: string }) {
  const names = folder.split(DELIMITER).slice(0, -1);
  const steps = [
    { href: objectsHref(bucket), name: bucket },
    ...names.map((name, at) => ({ href: objectsHref(bucket, names.slice(0, at + 1).join(DELIMITER) + DELIMITER), name })),
  ];
  return (
    <>
      <a href={BUCKETS}>Buckets</a>
      {steps.map(({ href, name }, at) => (
        <Fragment key={href}>
          <span aria-hidden="true">/</span>
          {at < steps.length - 1 ? (
            <a href={href}>
              <KeyText text={name} />
            </a>
          ) : (
            <span aria-current="page">
              <KeyText text={name} />
            </span>
          )}
        </Fragment>
      ))}
    </>
  );
}
