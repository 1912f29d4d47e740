package io.coffer.metadata.tables;

import java.nio.charset.StandardCharsets;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Who has read a record gets that one, also while another thread decodes another that has its name. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class DecodedRecordsCalls {

    private final DecodedRecords<Integer> records = new DecodedRecords<>(Integer.class);

    @Operation
    public int decode(@Param(name = "number") int name, @Param(name = "number") int record) {
        byte[] value = String.valueOf(record).getBytes(StandardCharsets.US_ASCII);
        return records.stored("name-" + name, new Item("partition", "sort", "revision", value)).record();
    }
}
