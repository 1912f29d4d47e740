import type { Plan } from "../../api/accounts";

export const PLANS: readonly { readonly value: Plan; readonly text: string }[] = [
  { value: "FREE", text: "Free: 1 bucket, 1,000 objects, 5 billion bytes" },
  { value: "PRO", text: "Pro: 100 buckets, no limit of objects and bytes" },
];
