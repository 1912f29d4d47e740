package io.coffer.testkit.gateway;

import io.coffer.protocol.TokenBucket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The HTTP APIs and functions of a {@code template.yaml}, running here:
 *
 * <pre>{@code
 * try (GatewayEmulator gateway = GatewayEmulator.of(Path.of("template.yaml")).environment("COFFER_DYNAMODB_ENDPOINT", url).start()) {
 *     client.send(gateway.endpoint());
 * }
 * }</pre>
 */
public final class GatewayEmulator implements AutoCloseable {

    private static final Duration TIME_TO_START = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Map<String, ? extends FunctionInvoker> functions;
    /** Those of the functions that run here. */
    private final Map<String, FunctionPool> pools;
    private final Path directory;
    private final boolean directoryIsOurs;
    private final URI endpoint;
    private final Map<String, URI> own;

    private GatewayEmulator(Vertx vertx, Map<String, ? extends FunctionInvoker> functions, Map<String, FunctionPool> pools, Path directory,
            boolean directoryIsOurs, URI endpoint, Map<String, URI> own) {
        this.vertx = vertx;
        this.functions = functions;
        this.pools = pools;
        this.directory = directory;
        this.directoryIsOurs = directoryIsOurs;
        this.endpoint = endpoint;
        this.own = own;
    }

    public static Builder of(Path template) {
        return new Builder(template);
    }

    /** {@code http} on loopback. Hosts below the domain, wherever they resolve to it, are the virtual-hosted API's. */
    public URI endpoint() {
        return endpoint;
    }

    /** Where an API answers, by its logical id. */
    public URI endpoint(String api) {
        return own.getOrDefault(api, endpoint);
    }

    /**
     * Invokes a function without the gateway, as a schedule does.
     *
     * @param event JSON
     * @return its answer, or an {@link InvocationFailure}
     */
    public CompletableFuture<byte[]> invoke(String function, byte[] event) {
        return require(functions, function).invoke(event, TraceId.at(Instant.now()));
    }

    /** The names of the functions that run here. */
    public Set<String> functions() {
        return pools.keySet();
    }

    /** The last lines that the function's sandboxes wrote, those that are gone too. */
    public List<String> log(String function) {
        return pool(function).log().lines();
    }

    public List<SandboxReport> sandboxes(String function) {
        return pool(function).reports();
    }

    /** Ends the function's sandboxes, so that its next invocation starts cold. */
    public void recycle(String function) {
        pool(function).recycle();
    }

    private FunctionPool pool(String function) {
        return require(pools, function);
    }

    private static <T> T require(Map<String, T> functions, String function) {
        T found = functions.get(function);
        if (found == null) {
            throw new IllegalArgumentException("the template has no function " + function + " but " + functions.keySet());
        }
        return found;
    }

    /** Ends every process that was started. */
    @Override
    public void close() throws IOException {
        pools.values().forEach(FunctionPool::shutDown);
        pools.values().forEach(FunctionPool::close);
        await(vertx.close());
        if (directoryIsOurs) {
            DirectoryTree.delete(directory);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIME_TO_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("not done within " + TIME_TO_START, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** How the emulator is to be; what is not said is as the template has it. */
    public static final class Builder {

        private final Path template;
        private final Map<String, String> parameters = new HashMap<>();
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> removed = new ArrayList<>();
        private final Map<String, Path> zips = new HashMap<>();
        private final Map<String, List<String>> javaOptions = new HashMap<>();
        private final Map<String, Integer> ownPorts = new LinkedHashMap<>();
        private Optional<Path> zipDirectory = Optional.empty();
        private Optional<Path> workDirectory = Optional.empty();
        private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        private String host = "127.0.0.1";
        private int port;
        private int sandboxes = 4;
        private Optional<Double> rate = Optional.empty();
        private Optional<Integer> burst = Optional.empty();
        private HeadContentLength headContentLength = HeadContentLength.KEPT;
        private Duration integrationTimeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private Consumer<String> log = line -> { };
        private Optional<Function<FunctionTemplate, FunctionInvoker>> elsewhere = Optional.empty();

        private Builder(Path template) {
            this.template = template;
        }

        /** The value of a parameter of the template; or what a resource ({@code Id}) or its attribute ({@code Id.Attribute}) is worth. */
        public Builder parameter(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        /** A variable for every function, over the template's. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** A variable that the template gives functions and the emulator does not. */
        public Builder withoutEnvironment(String name) {
            removed.add(name);
            return this;
        }

        /** Where a function's zip is, if not where its {@code CodeUri} says. */
        public Builder zip(String function, Path zip) {
            zips.put(function, zip);
            return this;
        }

        /** Zips are {@code DIRECTORY/FUNCTION.zip}. */
        public Builder zips(Path directory) {
            zipDirectory = Optional.of(directory);
            return this;
        }

        /** Where zips are unpacked, to stay there; else a temporary directory that goes away on close. */
        public Builder workDirectory(Path directory) {
            workDirectory = Optional.of(directory);
            return this;
        }

        /** The {@code java} that stands for the managed runtime; else this process's own. */
        public Builder java(Path executable) {
            java = executable;
            return this;
        }

        /** Options of a function's virtual machine, behind the emulator's own. */
        public Builder javaOptions(String function, List<String> options) {
            javaOptions.put(function, options);
            return this;
        }

        /** Functions run where this puts them, and not here: their logs, sandboxes and zips are no affair of the emulator's then. */
        public Builder functionsElsewhere(Function<FunctionTemplate, FunctionInvoker> deploy) {
            elsewhere = Optional.of(deploy);
            return this;
        }

        /** 0, the default, is any that is free. */
        public Builder port(int wanted) {
            port = wanted;
            return this;
        }

        /** The port of an API that shares no origin with the others, by its logical id; 0 is any that is free. */
        public Builder ownPort(String api, int wanted) {
            ownPorts.put(api, wanted);
            return this;
        }

        /** The most sandboxes of one function; further invocations wait for one of them. */
        public Builder sandboxes(int limit) {
            sandboxes = limit;
            return this;
        }

        /** Of each route. */
        public Builder throttle(double requestsPerSecond, int atOnce) {
            rate = Optional.of(requestsPerSecond);
            burst = Optional.of(atOnce);
            return this;
        }

        public Builder headContentLength(HeadContentLength treatment) {
            headContentLength = treatment;
            return this;
        }

        /** The template's {@code DomainName}, with a certificate: buckets are also served at hosts below it. */
        public Builder domain(String name) {
            String certificate = "arn:aws:acm:" + EmulatedAccount.REGION + ":" + EmulatedAccount.ID + ":certificate/local";
            return parameter("DomainName", name).parameter("CertificateArn", certificate);
        }

        /** When the gateway gives up waiting for a function; the service's own 30 seconds cannot be changed. */
        public Builder integrationTimeout(Duration timeout) {
            integrationTimeout = timeout;
            return this;
        }

        /** Of throttling, and of the times in events. */
        public Builder clock(Clock given) {
            clock = given;
            return this;
        }

        /** Takes every line that functions write, and one for each request. */
        public Builder log(Consumer<String> sink) {
            log = sink;
            return this;
        }

        /**
         * Answers clients once this returns; functions start with their first invocation.
         *
         * @throws IOException if the template cannot be read, the zip of a function that has routes is missing, or the port is taken
         */
        public GatewayEmulator start() throws IOException {
            boolean isTemporary = workDirectory.isEmpty();
            Path directory = isTemporary ? Files.createTempDirectory("functions") : workDirectory.get();
            Vertx vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
            try {
                Listener shared = await(Listener.on(vertx, host, port));
                Map<String, Listener> own = new LinkedHashMap<>();
                for (Map.Entry<String, Integer> wanted : ownPorts.entrySet()) {
                    own.put(wanted.getKey(), await(Listener.on(vertx, host, wanted.getValue())));
                }
                Function<String, URI> endpoints = id -> own.getOrDefault(id, shared).origin();
                HttpApiTemplate api = HttpApiTemplate.read(template, parameters, id -> Optional.of(endpoints.apply(id)));
                Map<String, FunctionPool> pools = elsewhere.isEmpty() ? pools(api, directory, vertx) : Map.of();
                Map<String, ? extends FunctionInvoker> functions =
                        elsewhere.isEmpty() ? pools : elsewhere(api, elsewhere.get());
                List<HttpFront.Stage> stages = stages(api, endpoints);
                own.forEach((id, listener) -> listener.answer(
                        front(vertx, functions, stages, stage -> stage.api().logicalId().equals(id))::handle));
                shared.answer(front(vertx, functions, stages, stage -> !own.containsKey(stage.api().logicalId()))::handle);
                Map<String, URI> origins = new HashMap<>();
                own.forEach((id, listener) -> origins.put(id, listener.origin()));
                return new GatewayEmulator(vertx, functions, pools, directory, isTemporary, shared.origin(), origins);
            } catch (IOException | RuntimeException e) {
                await(vertx.close());
                if (isTemporary) {
                    DirectoryTree.delete(directory);
                }
                throw e;
            }
        }

        private HttpFront front(Vertx vertx, Map<String, ? extends FunctionInvoker> functions, List<HttpFront.Stage> stages,
                Predicate<HttpFront.Stage> served) {
            return new HttpFront(vertx, stages.stream().filter(served).toList(), functions, headContentLength, integrationTimeout, clock,
                    log);
        }

        private Map<String, FunctionInvoker> elsewhere(HttpApiTemplate api, Function<FunctionTemplate, FunctionInvoker> deploy) {
            Map<String, FunctionInvoker> functions = new LinkedHashMap<>();
            for (FunctionTemplate stated : api.functions()) {
                functions.put(stated.name(), deploy.apply(stated.with(zip(stated), variables(stated))));
            }
            return functions;
        }

        private Map<String, FunctionPool> pools(HttpApiTemplate api, Path directory, Vertx vertx) throws IOException {
            RuntimeClient runtime = RuntimeClient.copyTo(directory.resolve("runtime"));
            Map<String, FunctionPool> pools = new LinkedHashMap<>();
            for (FunctionTemplate stated : api.functions()) {
                FunctionTemplate function = stated.with(zip(stated), variables(stated));
                if (!Files.exists(function.zip()) && !isRouted(api, function)) {
                    continue;
                }
                FunctionPackage unpacked = FunctionPackage.unpack(function, directory, runtime);
                SandboxSettings settings = new SandboxSettings(function, unpacked.root(),
                        unpacked.command(java, javaOptions.getOrDefault(function.name(), List.of())));
                pools.put(function.name(), new FunctionPool(settings, sandboxes, vertx, new FunctionLog(function.name(), log)));
            }
            return pools;
        }

        private static boolean isRouted(HttpApiTemplate template, FunctionTemplate function) {
            return template.apis().stream()
                    .flatMap(api -> api.routes().all().stream())
                    .anyMatch(route -> route.function().equals(function.name()));
        }

        private Path zip(FunctionTemplate function) {
            Path inDirectory = zipDirectory.map(directory -> directory.resolve(function.name() + ".zip")).orElse(function.zip());
            return zips.getOrDefault(function.name(), inDirectory);
        }

        private Map<String, String> variables(FunctionTemplate function) {
            Map<String, String> variables = new HashMap<>(function.environment());
            removed.forEach(variables::remove);
            variables.putAll(environment);
            return variables;
        }

        /** @param endpoints where an API answers, by its logical id */
        private List<HttpFront.Stage> stages(HttpApiTemplate template, Function<String, URI> endpoints) {
            Map<String, String> addresses = new HashMap<>();
            template.apis().forEach(api -> api.domainName().ifPresent(
                    domain -> addresses.put("https://" + domain, endpoints.apply(api.logicalId()).toString())));
            List<HttpFront.Stage> stages = new ArrayList<>();
            for (HttpApiTemplate.Api stated : template.apis()) {
                HttpApiTemplate.Api api = stated.with(addresses);
                Optional<Double> limit = rate.or(api::rate);
                Optional<Integer> atOnce = burst.or(api::burst);
                Map<String, TokenBucket> throttles = new HashMap<>();
                if (limit.isPresent() && atOnce.isPresent()) {
                    api.routes().all().forEach(route ->
                            throttles.put(route.key(), new TokenBucket(limit.get(), atOnce.get(), clock)));
                }
                stages.add(new HttpFront.Stage(api, throttles));
            }
            return stages;
        }
    }
}
