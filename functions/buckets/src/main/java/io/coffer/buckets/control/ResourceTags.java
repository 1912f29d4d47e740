package io.coffer.buckets.control;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.Tagging;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A bucket's tags, the same that PutBucketTagging sets. */
final class ResourceTags {

    private final BucketConfigurationStore configurations;

    ResourceTags(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    /** One read, none if there are no tags. */
    TagSet find(Bucket bucket) {
        return tags(configurations.find(bucket, BucketConfiguration.TAGGING));
    }

    /** Up to three reads and a commit. A bucket that is left without tags has no tag set. */
    void change(Bucket bucket, UnaryOperator<TagSet> change) {
        Refusals.require(configurations.change(bucket, BucketConfiguration.TAGGING, document -> Optional.of(change.apply(tags(document)))
                .filter(tags -> tags.size() > 0)
                .map(tags -> S3Xml.write(tags.document()))));
    }

    private static TagSet tags(Optional<byte[]> document) {
        return document.map(xml -> TagSet.of(S3Xml.read(xml, Tagging.class), TagSet.MAX_OF_BUCKET)).orElse(TagSet.EMPTY);
    }
}
