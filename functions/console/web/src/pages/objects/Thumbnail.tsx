import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/Icon";
import { shownAt } from "./links";
import { thumbnailType } from "./previews";
import type { ObjectRow } from "./rows";

/** A row that somebody scrolls past costs no request. In milliseconds. */
const REST = 300;
const MOST_ADDRESSES = 500;

/** Addresses of thumbnails that were shown: a signature changes each time, and the browser would load the same picture again. */
const addresses = new Map<string, string>();

/** A small picture in place of the icon, once its row has been in sight for a moment. The name beside it says what it is. */
export function Thumbnail({ bucket, row }: { bucket: string; row: ObjectRow }) {
  const place = useRef<HTMLSpanElement>(null);
  const [address, setAddress] = useState<string>();
  const type = row.deleted ? undefined : thumbnailType(row.key, row.size);

  useEffect(() => {
    setAddress(undefined);
    if (!type || !place.current) {
      return;
    }
    let rest: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(rest);
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        rest = setTimeout(() => {
          observer.disconnect();
          void addressOf(bucket, row, type).then((made) => !gone && setAddress(made));
        }, REST);
      }
    });
    observer.observe(place.current);
    return () => {
      gone = true;
      clearTimeout(rest);
      observer.disconnect();
    };
  }, [bucket, row.key, row.etag, row.size, type]);

  return (
    <span ref={place} class="thumbnail">
      {address ? (
        <img
          src={address}
          alt=""
          width={32}
          height={32}
          decoding="async"
          referrerpolicy="no-referrer"
          onError={() => setAddress(undefined)}
        />
      ) : (
        <Icon name="file" />
      )}
    </span>
  );
}

async function addressOf(bucket: string, row: ObjectRow, type: string): Promise<string> {
  const id = JSON.stringify([bucket, row.key, row.etag, row.modified.getTime()]);
  const known = addresses.get(id);
  if (known) {
    return known;
  }
  const made = await shownAt(bucket, row, type);
  const [oldest] = addresses.keys();
  if (oldest !== undefined && addresses.size >= MOST_ADDRESSES) {
    addresses.delete(oldest);
  }
  addresses.set(id, made);
  return made;
}
