package io.coffer.protocol.xml;

import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListObjects (marker, nextMarker) and of ListObjectsV2 (keyCount, continuation tokens, startAfter). */
@JacksonXmlRootElement(localName = "ListBucketResult")
public record ListBucketResult(
        @JacksonXmlProperty(localName = "Name") String name,
        @JacksonXmlProperty(localName = "Prefix") String prefix,
        @JacksonXmlProperty(localName = "Marker") @Nullable String marker,
        @JacksonXmlProperty(localName = "NextMarker") @Nullable String nextMarker,
        @JacksonXmlProperty(localName = "KeyCount") @Nullable Integer keyCount,
        @JacksonXmlProperty(localName = "MaxKeys") int maxKeys,
        @JacksonXmlProperty(localName = "Delimiter") @Nullable String delimiter,
        @JacksonXmlProperty(localName = "EncodingType") @Nullable String encodingType,
        @JacksonXmlProperty(localName = "IsTruncated") boolean isTruncated,
        @JacksonXmlProperty(localName = "ContinuationToken") @Nullable String continuationToken,
        @JacksonXmlProperty(localName = "NextContinuationToken") @Nullable String nextContinuationToken,
        @JacksonXmlProperty(localName = "StartAfter") @Nullable String startAfter,
        @JacksonXmlProperty(localName = "Contents") List<ListedObject> contents,
        @JacksonXmlProperty(localName = "CommonPrefixes") List<CommonPrefix> commonPrefixes) {

    /** The namespace that S3's answers declare. */
    @JacksonXmlProperty(isAttribute = true, localName = "xmlns")
    public String xmlns() {
        return S3Xml.NAMESPACE;
    }
}
