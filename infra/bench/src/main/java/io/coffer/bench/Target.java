package io.coffer.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** One of the endpoints compared, and its process where that can be watched. */
final class Target {

    private final String name;
    private final S3Endpoint s3;
    private final Optional<ServerProcess> process;

    Target(String name, S3Endpoint s3) {
        this.name = name;
        this.s3 = s3;
        this.process = ServerProcess.of(s3.uri());
    }

    String name() {
        return name;
    }

    S3Endpoint s3() {
        return s3;
    }

    OptionalLong peakMib() {
        return process.map(ServerProcess::peakMib).orElse(OptionalLong.empty());
    }

    OptionalLong residentMib() {
        return process.map(ServerProcess::residentMib).orElse(OptionalLong.empty());
    }

    /** Runs a load and takes the server's processor time beside it. */
    Sample measure(int connections, int atMost, double seconds, Load.Request request) throws IOException {
        double before = cpuSeconds();
        Load.Result result = Load.run(connections, atMost, seconds, request);
        return Sample.of(result.nanos(), result.seconds(), cpuSeconds() - before);
    }

    private double cpuSeconds() {
        return process.map(ServerProcess::cpuSeconds).orElse(Double.NaN);
    }
}
