package io.coffer.proofs.wire;

/** Something that answers S3's requests. */
public interface Endpoint {

    Answer send(Call call);
}
