package io.coffer.proofs.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A client that alone writes to some keys, and knows what each may hold. */
final class FaultyClient {

    private static final int KEYS = 3;
    /** What a key holds that is not there. */
    private static final String NOTHING = "nothing";

    private final S3Client s3;
    private final String bucket;
    private final String name;
    private final Random random;
    private final Map<String, Set<String>> possible = new HashMap<>();
    private int written;
    private int unanswered;

    FaultyClient(S3Client s3, String bucket, String name, long seed) {
        this.s3 = s3;
        this.bucket = bucket;
        this.name = name;
        this.random = new Random(seed);
    }

    /** What AWS's clients try again: errors of the server, and connections that break. */
    static boolean isRetryable(Throwable failure) {
        return failure instanceof S3Exception e ? e.statusCode() == 500 || e.statusCode() == 503 : failure instanceof SdkClientException;
    }

    int unanswered() {
        return unanswered;
    }

    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            String key = name + "/" + random.nextInt(KEYS);
            switch (random.nextInt(6)) {
                case 0, 1 -> put(key, content(random.nextBoolean() ? 1 : 400));
                case 2 -> complete(key, content(800), content(300));
                case 3 -> change(key, NOTHING, () -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
                case 4 -> copy(key, name + "/" + random.nextInt(KEYS));
                default -> get(key);
            }
        }
    }

    private String content(int times) {
        return (name + " writes " + ++written + ". ").repeat(times);
    }

    private Set<String> of(String key) {
        return possible.computeIfAbsent(key, same -> new HashSet<>(Set.of(NOTHING)));
    }

    /** A change of which the key holds what was there or what is new if it fails. */
    private void change(String key, String content, Runnable request) {
        try {
            request.run();
            of(key).clear();
        } catch (SdkException e) {
            requireRetryable(e);
        }
        of(key).add(content);
    }

    private void requireRetryable(SdkException e) {
        unanswered++;
        if (!isRetryable(e)) {
            throw new AssertionError("an error that nobody tries again: " + e.getMessage(), e);
        }
    }

    private void put(String key, String content) {
        change(key, content, () -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content)));
    }

    private void complete(String key, String first, String second) {
        change(key, first + second, () -> {
            String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            for (String content : List.of(first, second)) {
                int number = parts.size() + 1;
                String etag = s3.uploadPart(r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number), RequestBody.fromString(content))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            }
            s3.completeMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
        });
    }

    /** The source is read first, so that it is known what it holds. */
    private void copy(String from, String to) {
        get(from);
        Set<String> source = of(from);
        if (source.size() == 1 && !source.contains(NOTHING) && !from.equals(to)) {
            change(to, source.iterator().next(), () ->
                    s3.copyObject(r -> r.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to)));
        }
    }

    private void get(String key) {
        try {
            require(key, found(key));
        } catch (SdkException e) {
            requireRetryable(e);
        }
    }

    private String found(String key) {
        try {
            return new String(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray(), StandardCharsets.UTF_8);
        } catch (NoSuchKeyException e) {
            return NOTHING;
        }
    }

    private void require(String key, String found) {
        if (!of(key).contains(found)) {
            throw new AssertionError(
                    key + " holds " + brief(found) + " and not one of " + of(key).stream().map(FaultyClient::brief).toList());
        }
        of(key).retainAll(Set.of(found));
    }

    private static String brief(String content) {
        return content.length() + " bytes: " + content.substring(0, Math.min(content.length(), 25));
    }

    /** Reads every key, while nothing fails. */
    void requireAll() {
        List.copyOf(possible.keySet()).forEach(key -> require(key, found(key)));
    }
}
