import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.IcebergBuild;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/** Iceberg over its S3FileIO, with a catalog in memory: writers that commit at the same time, each of whom must be kept. */
class Iceberg {

    private static final int WRITERS = 4;

    public static void main(String[] args) {
        switch (args[0]) {
            case "version" -> System.out.println("Iceberg " + IcebergBuild.version());
            case "jobs" -> System.out.println("purpose");
            default -> run();
        }
    }

    private static void run() {
        try {
            purpose();
        } catch (Exception | Error e) {
            e.printStackTrace(System.out);
            System.out.println(e.toString().lines().findFirst().orElse(""));
            System.exit(1);
        }
        System.exit(0);
    }

    private static void equal(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static JdbcCatalog catalog() {
        Map<String, String> properties = new HashMap<>();
        properties.put("uri", "jdbc:h2:mem:catalog;DB_CLOSE_DELAY=-1");
        properties.put("warehouse", "s3://" + System.getenv("BUCKET") + "/warehouse");
        properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
        properties.put("http-client.type", "urlconnection");
        properties.put("s3.endpoint", System.getenv("S3_URL"));
        properties.put("s3.path-style-access", "true");
        properties.put("client.region", System.getenv("AWS_DEFAULT_REGION"));
        JdbcCatalog catalog = new JdbcCatalog();
        catalog.initialize("certify", properties);
        return catalog;
    }

    private static void purpose() throws Exception {
        JdbcCatalog catalog = catalog();
        catalog.createNamespace(Namespace.of("n"));
        TableIdentifier name = TableIdentifier.of("n", "t");
        catalog.createTable(name, new Schema(Types.NestedField.required(1, "id", Types.LongType.get())), PartitionSpec.unpartitioned(),
                Map.of(TableProperties.COMMIT_NUM_RETRIES, "20"));
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS).mapToObj(i -> CompletableFuture.runAsync(() -> append(
                catalog().loadTable(name)))).toList();
        writers.forEach(CompletableFuture::join);
        Table table = catalog.loadTable(name);
        try (var tasks = table.newScan().planFiles()) {
            int planned = 0;
            for (var task : tasks) {
                try (var in = table.io().newInputFile(task.file().location()).newStream()) {
                    equal(1000, in.readAllBytes().length, "bytes of a data file");
                }
                planned++;
            }
            equal(WRITERS, planned, "data files of the table");
        }
        catalog.dropTable(name, true);
    }

    private static void append(Table table) {
        OutputFile file = table.io().newOutputFile(table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet"));
        try (PositionOutputStream out = file.createOrOverwrite()) {
            out.write(new byte[1000]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        DataFile data = DataFiles.builder(PartitionSpec.unpartitioned()).withPath(file.location()).withFileSizeInBytes(1000)
                .withRecordCount(1)
                .build();
        AppendFiles append = table.newAppend();
        append.appendFile(data).commit();
    }
}
