/** What the endpoint says about itself, to everybody. */
export interface Settings {
  /** S3's address, which has another origin than the pages; without a slash at its end. */
  readonly endpoint: string;
  readonly region: string;
  /** Buckets are names below it, too; empty if there is path style alone. */
  readonly domain: string;
  /** Takes what the functions cannot carry; empty if there is none. */
  readonly streamingEndpoint: string;
  /** Whether requests pass functions behind a gateway, which carry 4.5 MB at most. */
  readonly functionLimits: boolean;
  /** Whether new buckets' names may have dots. */
  readonly dottedBucketNames: boolean;
}

/** What passes a function, in bytes, each way. */
export const FUNCTION_LIMIT = 4.5 * 1024 * 1024;

/** Where files of a size are sent: what does not pass the functions goes to the streaming endpoint, if there is one. */
export function endpointFor(bytes: number): string {
  const { endpoint, functionLimits, streamingEndpoint } = settings();
  return functionLimits && bytes > FUNCTION_LIMIT && streamingEndpoint ? streamingEndpoint : endpoint;
}

let loaded: Settings | null = null;

export async function loadSettings(): Promise<Settings> {
  const response = await fetch(new URL("settings.json", document.baseURI));
  if (!response.ok) {
    throw new Error(`settings.json: HTTP ${response.status}`);
  }
  loaded = (await response.json()) as Settings;
  return loaded;
}

/** The settings; they are loaded before the first page is shown. */
export function settings(): Settings {
  if (!loaded) {
    throw new Error("settings are not loaded yet");
  }
  return loaded;
}
