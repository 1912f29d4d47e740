// What a page of somebody's application does with Uppy: its server presigns each request, and here UppyIT does.
import AwsS3 from "@uppy/aws-s3";
import Uppy from "@uppy/core";

/** Uploads files of so many bytes, and answers with the errors of those that failed. */
globalThis.upload = async (sizes, shouldUseMultipart) => {
  const uppy = new Uppy().use(AwsS3, {
    signRequest: async (request) => ({ url: await globalThis.presign(request) }),
    generateObjectKey: (file) => file.name,
    shouldUseMultipart,
  });
  for (const [name, size] of Object.entries(sizes)) {
    uppy.addFile({ name, type: "text/plain", data: new Blob([new Uint8Array(size).fill(size)]) });
  }
  const { failed } = await uppy.upload();
  return failed.map(({ error }) => error);
};
