package io.coffer.bench.micro;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.RoutedRequest;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a request's target to its operation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Router {

    private final S3Headers headers = new S3Headers().set("host", "127.0.0.1:9000");

    @Param({"GET /bucket/folder/key", "PUT /bucket/key?partNumber=7&uploadId=abc", "GET /bucket?list-type=2&prefix=folder%2F"})
    private String target;

    @Benchmark
    public RoutedRequest route() {
        int space = target.indexOf(' ');
        int mark = target.indexOf('?');
        String query = mark < 0 ? null : target.substring(mark + 1);
        S3Request request = new S3Request(target.substring(0, space), target.substring(space + 1, mark < 0 ? target.length() : mark), query,
                headers, new QueryParameters(query), InputStream.nullInputStream(), false, "127.0.0.1");
        return S3Router.route(request, request.address("localhost"));
    }
}
