package io.coffer.standalone.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.BlobInventory;
import io.coffer.standalone.backup.BackupPlace.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What belongs to a data directory as it was at one moment: its document, which is stored last.
 *
 * @param format of backups
 * @param installation the mark of the installation
 * @param name its moment, as {@link #nameOf}
 * @param files those of the data directory, except blobs
 * @param blobList a piece that lists the blobs, a line each: id, size, length of its file; compressed by gzip
 * @param blobs how many there are
 * @param bytes of blobs
 */
record Generation(
        int format, String installation, String name, List<Piece> files, Piece blobList, long blobs, long bytes) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** Its text order is that of the moments. */
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** Takes one blob. */
    interface Blobs {
        void blob(String id, long size, long length) throws IOException;
    }

    static String nameOf(Instant moment) {
        return NAME.format(moment);
    }

    static Instant momentOf(String name) {
        return Instant.from(NAME.parse(name));
    }

    byte[] document() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** @throws StartFailure if it is not there, or was written by a later version */
    static Generation read(BackupPlace place, String name) throws IOException {
        byte[] document = place.generation(name).orElseThrow(() -> new StartFailure(place + " has no backup " + name));
        Generation generation = JSON.readValue(document, Generation.class);
        if (generation.format > FORMAT) {
            throw new StartFailure(place + " was written by a later version of Coffer");
        }
        return generation;
    }

    void forEachBlob(BackupPlace place, Blobs action) throws IOException {
        try (InputStream piece = new Sha256Stream(place.get(Kind.PIECES, blobList.sha256(), blobList.length()), blobList);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(piece), StandardCharsets.US_ASCII))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] fields = line.split(" ");
                action.blob(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
            }
        }
    }

    /** Whether a place has a piece. */
    static boolean has(BlobInventory pieces, Piece piece) throws IOException {
        return pieces.lengthOf(piece.sha256()).orElse(-1) == piece.length();
    }
}
