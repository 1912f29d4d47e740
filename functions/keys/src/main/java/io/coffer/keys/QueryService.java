package io.coffer.keys;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services whose query APIs are here: by what their requests are signed for, and the version of the API that requests name. */
enum QueryService {
    IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
    STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String signedName;
    private final String version;
    private final String namespace;

    QueryService(String signedName, String version, String namespace) {
        this.signedName = signedName;
        this.version = version;
        this.namespace = namespace;
    }

    static Optional<QueryService> ofVersion(@Nullable String version) {
        return Arrays.stream(values()).filter(service -> service.version.equals(version)).findFirst();
    }

    String signedName() {
        return signedName;
    }

    /** Of the documents it answers with. */
    String namespace() {
        return namespace;
    }
}
