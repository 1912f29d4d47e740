package io.coffer.localstack;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts an installation into a LocalStack that runs, and serves the gateway before it until the process is told to stop. */
@Command(name = "localstack", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Serves S3's API from the packaged functions in LocalStack, behind an emulated API gateway. Without --endpoint"
                + " ./coffer starts LocalStack first, with infra/localstack/compose.yaml.")
final class LocalStackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--endpoint", paramLabel = "URL", defaultValue = "http://127.0.0.1:4566",
            description = "Where LocalStack is (default: ${DEFAULT-VALUE}).")
    private URI endpoint;

    @Option(names = "--port", defaultValue = "${env:COFFER_PORT:-9000}", description = "The gateway's (COFFER_PORT; default: 9000).")
    private int port;

    @Option(names = "--java-runtime", paramLabel = "NAME", defaultValue = "java21",
            description = "What JVM functions run on, of what LocalStack has (default: ${DEFAULT-VALUE}).")
    private String javaRuntime;

    @Option(names = "--access-key", defaultValue = "${env:COFFER_ACCESS_KEY:-cofferlocalstack}",
            description = "The first pair (COFFER_ACCESS_KEY; default: cofferlocalstack).")
    private String accessKey;

    @Option(names = "--secret-key", defaultValue = "${env:COFFER_SECRET_KEY:-cofferlocalstacksecret}",
            description = "Its secret (COFFER_SECRET_KEY; default: cofferlocalstacksecret).")
    private String secretKey;

    @Option(names = "--template", paramLabel = "FILE", defaultValue = "${sys:coffer.home:-.}/template.yaml",
            description = "The template; functions' zips are where it says (default: Coffer's own).")
    private Path template;

    @Override
    public Integer call() throws Exception {
        LocalStackSettings defaults = LocalStackSettings.at(endpoint);
        LocalStackSettings settings =
                new LocalStackSettings(endpoint, defaults.endpointForFunctions(), javaRuntime, defaults.sandboxStart());
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown, "stop"));
        try (LocalStackInstallation installation = LocalStackInstallation.open(settings)
                        .withFirstKeys(new AccessKeyPair(accessKey, secretKey));
                GatewayEmulator gateway = installation.gateway(template).port(port).start()) {
            PrintWriter out = command.commandLine().getOut();
            out.println("Coffer is ready: its functions in the LocalStack at " + endpoint + ", behind an emulated API gateway.");
            out.println();
            out.println("  export AWS_ENDPOINT_URL=" + gateway.endpoint() + " AWS_DEFAULT_REGION=us-east-1");
            out.println("  export AWS_ACCESS_KEY_ID=" + accessKey + " AWS_SECRET_ACCESS_KEY=" + secretKey);
            out.println("  aws s3 mb s3://my-bucket");
            out.println();
            out.flush();
            stop.await();
        }
        return 0;
    }
}
