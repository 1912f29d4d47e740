package io.coffer.standalone.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.accounts.PrivateFile;
import io.coffer.housekeeping.ScrubRounds.Kept;
import io.coffer.housekeeping.ScrubRounds.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps how far housekeeping's reading has come in a file of the data directory. */
public final class ScrubFile implements Memory {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path file;

    public ScrubFile(Path data) {
        this.file = data.resolve("scrub.json");
    }

    /** A file that cannot be understood is as none: the round begins anew. */
    @Override
    public synchronized Kept read() throws IOException {
        if (Files.notExists(file)) {
            return Kept.NOTHING;
        }
        try {
            return JSON.readValue(file.toFile(), Kept.class);
        } catch (JsonProcessingException e) {
            return Kept.NOTHING;
        }
    }

    @Override
    public synchronized void write(Kept kept) throws IOException {
        PrivateFile.write(file, JSON.writeValueAsString(kept));
    }
}
