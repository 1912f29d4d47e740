package io.coffer.blobs;

import java.nio.file.attribute.FileTime;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** A blob is taken for verified only as it was when it was verified last, whoever asks meanwhile. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class VerifiedBlobsCalls {

    private final VerifiedBlobs blobs = new VerifiedBlobs(() -> 0);

    @Operation
    public void add(@Param(name = "number") int id, @Param(name = "number") int modified) {
        blobs.add("blob-" + id, FileTime.fromMillis(modified));
    }

    @Operation
    public boolean has(@Param(name = "number") int id, @Param(name = "number") int modified) {
        return blobs.has("blob-" + id, FileTime.fromMillis(modified));
    }
}
