package io.coffer.proofs.s3;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request, and what S3 answers and does. */
public interface Operation {

    Call call();

    /**
     * The rule.
     *
     * @param told what was answered, as far as anybody knows
     * @return what is stored after it
     * @throws Violation if S3 would answer something else
     */
    World apply(World world, Told told);

    /** What is stored after an answer, told what was stored before. */
    default World accept(World world, Answer answer) {
        return apply(world, new Told(Optional.of(answer)));
    }

    /** What may be stored after a request of which nobody knows whether it was carried out. */
    default Set<World> possible(World world) {
        Set<World> worlds = new LinkedHashSet<>();
        worlds.add(world);
        worlds.add(apply(world, new Told(Optional.empty())));
        return worlds;
    }

    /** The document of tags. */
    static String tagging(Map<String, String> tags) {
        StringBuilder document = new StringBuilder("<Tagging><TagSet>");
        tags.forEach((key, value) ->
                document.append("<Tag><Key>").append(key).append("</Key><Value>").append(value).append("</Value></Tag>"));
        return document.append("</TagSet></Tagging>").toString();
    }
}
