package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCarTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 524_288, 45_613_056, 45_613_057})
    void aFilesArchiveHasItsRootAndTheLengthThatIsTold(int size) throws IOException {
        byte[] file = new byte[size];
        new Random(size).nextBytes(file);
        FileDigest digest = new FileDigest();
        digest.update(file, 0, size);
        String root = digest.finish().toString();
        byte[] archive;
        try (FileCar car = new FileCar(new ByteArrayInputStream(file), root)) {
            archive = car.readAllBytes();
        }
        CarDigest verified = new CarDigest();
        verified.update(archive, 0, archive.length);

        assertEquals(root, verified.finish().toString());
        assertEquals(archive.length, FileCar.length(size));
    }
}
