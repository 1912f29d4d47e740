/** S3's operations under S3's names, one function each. */
export * from "./s3/buckets";
export * from "./s3/configuration";
export * from "./s3/listings";
export * from "./s3/multipart";
export * from "./s3/objects";
export * from "./s3/tagging";
