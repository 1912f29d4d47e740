package io.coffer.objects;

import io.coffer.auth.Caller;
import io.coffer.auth.ContentLengthRange;
import io.coffer.auth.PostPolicyVerifier;
import io.coffer.auth.VerifiedForm;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.UnauthorisedBucketCall;
import io.coffer.pipeline.UnauthorisedObjectCall;
import io.coffer.protocol.AmzHeaders;
import io.coffer.protocol.FormFields;
import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.PostResponse;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Stores the file of a browser's form. Who may do so is in the form: whoever signed its policy, or anybody where the bucket lets anybody
 * write. What the fields say is then stored as PutObject stores what headers say, and costs what that costs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">S3 API Reference, POST Object</a>
 */
final class PostObject implements BucketOperation.SelfAuthorised {

    private final PutObject put;
    private final PostPolicyVerifier verifier;
    private final Consumer<Caller> used;

    /** @param used told whose key signed a form */
    PostObject(PutObject put, PostPolicyVerifier verifier, Consumer<Caller> used) {
        this.put = put;
        this.verifier = verifier;
        this.used = used;
    }

    @Override
    public S3Operation name() {
        return S3Operation.POST_OBJECT;
    }

    /** The order of refusals is S3's: the form, the signature, the policy, and then whatever PutObject refuses. */
    @Override
    public S3Response handle(UnauthorisedBucketCall call) throws IOException {
        PostForm form = PostForm.read(call.header("content-type"), call.payload().stream());
        String key = form.fields().require("key");
        if (key.isEmpty()) {
            throw S3Exception.invalidArgument("key", key, "User key must have a length greater than 0.");
        }
        ObjectKey.require(key);
        VerifiedForm verified = verifier.verify(form.fields(), call.bucket().name());
        used.accept(verified.caller());
        BoundedFile file = new BoundedFile(form.file(), verified.lengths().and(new ContentLengthRange(0, PutObject.MAX_BYTES)));
        UnauthorisedObjectCall asked = call.ofForm(verified, key, PostHeaders.of(form.fields()), file);
        AmzHeaders.require(S3Operation.POST_OBJECT, asked.headers());
        ObjectCall storing = asked.authorise(UnaryOperator.identity());
        String location = location(call, key);
        return answer(form.fields(), storing, location, put.store(storing).headers());
    }

    /** Whatever the form wants to hear: nothing (204, 200), a document (201), or where to go on (303). */
    private static S3Response answer(FormFields form, ObjectCall stored, String location, S3Headers headers) {
        String bucket = stored.bucket().name();
        String etag = headers.find("ETag").orElse("");
        Optional<String> redirect = PostRedirect.of(form, bucket, stored.key(), etag);
        if (redirect.isPresent()) {
            return new S3Response(303, headers.set("Location", redirect.get()), ResponseBody.NONE);
        }
        headers.set("Location", location);
        return switch (form.find("success_action_status").orElse("")) {
            case "200" -> new S3Response(200, headers, ResponseBody.NONE);
            case "201" -> new S3Response(201, headers.set("Content-Type", "application/xml"),
                    new ResponseBody.Bytes(S3Xml.write(new PostResponse(location, bucket, stored.key(), etag))));
            default -> new S3Response(204, headers, ResponseBody.NONE);
        };
    }

    /** The object's address in the style of the request's; slashes of the key are escaped, as S3 has them here. */
    private static String location(UnauthorisedBucketCall call, String key) {
        S3Request request = call.request();
        String host = (request.secure() ? "https://" : "http://") + request.host() + "/";
        return host + (call.address().virtualHosted() ? "" : call.bucket().name() + "/") + UriEncoding.encode(key);
    }
}
