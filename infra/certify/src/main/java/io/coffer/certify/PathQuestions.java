package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which keys arrive as they were sent: a gateway decodes paths, and what it decodes twice or cuts off is another key. */
final class PathQuestions {

    private static final String LOST = "objects with such keys cannot be reached here; clients that store them need another"
            + " address, such as the streaming endpoint";

    private PathQuestions() {}

    static void ask(ProbedEndpoint at, Consumer<Finding> tell) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("slashes (the greedy path variable and its permission)", "a/b/c");
        keys.put("a space", "a b");
        keys.put("a plus sign", "a+b");
        keys.put("a percent sign", "a%b");
        keys.put("what looks encoded", "a%2Fb");
        keys.put("a question mark", "a?b");
        keys.put("a number sign", "a#b");
        keys.put("two slashes", "a//b");
        keys.put("a slash at the end", "a/b/");
        keys.put("letters that are not ASCII", "\u00e4\ud83d\ude00");
        keys.put("two dots between slashes", "a/../b");
        List<String> stored = new ArrayList<>();
        keys.forEach((question, key) -> tell.accept(ask(at, question, key, stored)));
        Answer listing = at.send(Call.of("GET", at.bucket()).with("list-type", 2));
        List<String> listed = listing.elements("Key");
        tell.accept(Finding.of("keys are listed as they were stored", listed.size() + " keys", listed.containsAll(stored),
                "missing: " + stored.stream().filter(key -> !listed.contains(key)).toList()));
    }

    private static Finding ask(ProbedEndpoint at, String question, String key, List<String> stored) {
        byte[] body = key.getBytes(StandardCharsets.UTF_8);
        Answer put = at.send(at.object("PUT", key).body(body));
        if (put.status() != 200) {
            return Finding.bad("keys with " + question, "PUT: " + ProbedEndpoint.words(put), LOST);
        }
        stored.add(key);
        Answer get = at.send(at.object("GET", key));
        boolean same = get.status() == 200 && get.text().equals(key);
        return Finding.of("keys with " + question, "PUT and GET: " + ProbedEndpoint.words(get), same, LOST);
    }
}
