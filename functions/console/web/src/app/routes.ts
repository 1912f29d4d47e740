/** Where somebody is: the part of the address behind `#`. */
export type Route =
  | { readonly page: "buckets" }
  | { readonly page: "bucket"; readonly bucket: string }
  | { readonly page: "objects"; readonly bucket: string; readonly prefix: string }
  | { readonly page: "keys" }
  | { readonly page: "usage" }
  | { readonly page: "accounts" }
  | { readonly page: "activity" }
  | { readonly page: "connect" };

export const BUCKETS = "#/buckets";
export const KEYS = "#/keys";
export const USAGE = "#/usage";
export const ACCOUNTS = "#/accounts";
export const ACTIVITY = "#/activity";
export const CONNECT = "#/connect";

/** A bucket's settings. */
export function bucketHref(bucket: string): string {
  return `#/buckets/${encodeURIComponent(bucket)}`;
}

/** @param prefix empty, or the keys' beginning up to and with a slash */
export function objectsHref(bucket: string, prefix = ""): string {
  return `#/b/${encodeURIComponent(bucket)}/${prefix.split("/").map(encodeURIComponent).join("/")}`;
}

/** Whatever names no page leads to the first. */
export function routeOf(hash: string): Route {
  const [, page = "", first = "", ...rest] = hash.split("/");
  try {
    switch (page) {
      case "b":
        return first === ""
          ? { page: "buckets" }
          : { page: "objects", bucket: decodeURIComponent(first), prefix: rest.map(decodeURIComponent).join("/") };
      case "buckets":
        return first === "" ? { page: "buckets" } : { page: "bucket", bucket: decodeURIComponent(first) };
      case "keys":
      case "usage":
      case "accounts":
      case "activity":
      case "connect":
        return { page };
      default:
        return { page: "buckets" };
    }
  } catch {
    // An escape that is none.
    return { page: "buckets" };
  }
}
