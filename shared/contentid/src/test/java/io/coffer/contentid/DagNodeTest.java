package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DagNodeTest {

    /** Whoever makes an archive can repeat them as often as to make a search for them take minutes. */
    @Test
    void theOwnBytesOfAFileAreWhereTheirFieldIsThoughTheyAreInTheBlockAgain() {
        byte[] block = "\n\020\b\002\022\005hello\112\005hello".getBytes(StandardCharsets.ISO_8859_1);

        DagNode node = DagNode.read(block);

        assertEquals(5, node.length());
        assertEquals(6, node.offset());
    }
}
