package io.coffer.testkit.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The functions and HTTP APIs of a SAM template: {@code AWS::Serverless::Function} with events of type {@code HttpApi}, and the domain
 * names mapped to the APIs. What a condition leaves out is not there.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html">AWS SAM
 *     specification</a>
 */
public record HttpApiTemplate(List<FunctionTemplate> functions, List<Api> apis) {

    /** What Lambda gives a function that asks for nothing. */
    private static final int MEMORY = 128;
    private static final int TIMEOUT_SECONDS = 3;

    /**
     * @param domainName mapped to it; may be a wildcard, {@code *.s3.example.com}
     * @param hasDefaultEndpoint whether it answers at API Gateway's own address
     * @param stageVariables what its stage tells functions
     * @param rate requests a second; empty if the template sets no throttling
     */
    public record Api(String logicalId, Optional<String> domainName, boolean hasDefaultEndpoint, Map<String, String> stageVariables,
            Routes routes, Optional<Double> rate, Optional<Integer> burst) {

        /** Whether the host is one below the domain of a wildcard. */
        boolean isHostedAt(String host) {
            return domainName.filter(name -> name.startsWith("*.") && host.endsWith(name.substring(1))).isPresent();
        }

        /** The API with other values of its stage's variables, by the ones that the template has. */
        Api with(Map<String, String> otherValues) {
            Map<String, String> variables = new LinkedHashMap<>(stageVariables);
            variables.replaceAll((name, value) -> otherValues.getOrDefault(value, value));
            return new Api(logicalId, domainName, hasDefaultEndpoint, variables, routes, rate, burst);
        }

        /** Whether it has an address that is no wildcard. */
        boolean hasAddress() {
            return domainName.map(name -> !name.startsWith("*.")).orElse(hasDefaultEndpoint);
        }
    }

    /**
     * @param given values of parameters, and of resources where a function's environment needs more than their logical ids
     * @throws IOException if the file cannot be read or is no template
     */
    public static HttpApiTemplate read(Path file, Map<String, String> given) throws IOException {
        return read(file, given, api -> Optional.empty());
    }

    /** @param endpoints where an API answers, by its logical id: what {@code Id.ApiEndpoint} is worth */
    static HttpApiTemplate read(Path file, Map<String, String> given, Function<String, Optional<URI>> endpoints) throws IOException {
        Map<?, ?> template = TemplateYaml.read(file);
        Map<String, String> values = new HashMap<>();
        Intrinsics.section(template, "Resources").keySet().forEach(id ->
                endpoints.apply(id.toString()).ifPresent(endpoint -> values.put(id + ".ApiEndpoint", endpoint.toString())));
        values.putAll(given);
        return new Reader(file.toAbsolutePath().resolveSibling(""), template, new Intrinsics(template, values)).read();
    }

    private static final class Reader {

        private final Path directory;
        private final Intrinsics intrinsics;
        private final Map<?, ?> functionDefaults;
        private final Map<?, ?> apiDefaults;
        private final Map<String, Map<?, ?>> resources = new LinkedHashMap<>();
        private final Map<String, List<Route>> routes = new LinkedHashMap<>();
        private final List<FunctionTemplate> functions = new ArrayList<>();

        Reader(Path directory, Map<?, ?> template, Intrinsics intrinsics) {
            this.directory = directory;
            this.intrinsics = intrinsics;
            this.functionDefaults = (Map<?, ?>) intrinsics.resolve(
                    Intrinsics.section(Intrinsics.section(template, "Globals"), "Function"));
            this.apiDefaults = Intrinsics.section(Intrinsics.section(template, "Globals"), "HttpApi");
            Intrinsics.section(template, "Resources").forEach((id, resource) -> {
                if (intrinsics.isMade((Map<?, ?>) resource)) {
                    resources.put(id.toString(), (Map<?, ?>) resource);
                }
            });
        }

        HttpApiTemplate read() {
            ofType("AWS::Serverless::HttpApi").forEach((id, api) -> routes.put(id, new ArrayList<>()));
            ofType("AWS::Serverless::Function").forEach(this::readFunction);
            List<Api> apis = routes.entrySet().stream().map(api -> api(api.getKey(), new Routes(api.getValue()))).toList();
            return new HttpApiTemplate(List.copyOf(functions), apis);
        }

        /** The properties of the resources of a type, by logical id. */
        private Map<String, Map<?, ?>> ofType(String type) {
            Map<String, Map<?, ?>> found = new LinkedHashMap<>();
            resources.forEach((id, resource) -> {
                if (type.equals(resource.get("Type"))) {
                    found.put(id, Intrinsics.section(resource, "Properties"));
                }
            });
            return found;
        }

        private void readFunction(String id, Map<?, ?> properties) {
            Path zip = directory.resolve(property(properties, "CodeUri", "").toString()).normalize();
            int names = zip.getNameCount();
            boolean ofModule = names > 2 && zip.getName(names - 2).endsWith("target");
            String name = ofModule ? zip.getName(names - 3).toString() : id;
            Map<String, String> environment = new LinkedHashMap<>();
            addVariables(environment, functionDefaults);
            addVariables(environment, properties);
            functions.add(new FunctionTemplate(
                    name,
                    id,
                    zip,
                    property(properties, "Runtime", "").toString(),
                    property(properties, "Handler", "").toString(),
                    Integer.parseInt(property(properties, "MemorySize", MEMORY).toString()),
                    Duration.ofSeconds(Long.parseLong(property(properties, "Timeout", TIMEOUT_SECONDS).toString())),
                    environment));
            Intrinsics.section(properties, "Events").values().forEach(event -> readEvent(name, (Map<?, ?>) event));
        }

        private Object property(Map<?, ?> properties, String name, Object otherwise) {
            Optional<Object> own = resolved(properties, name);
            if (own.isPresent()) {
                return own.get();
            }
            Object common = functionDefaults.get(name);
            return common == null ? otherwise : common;
        }

        private Optional<Object> resolved(Map<?, ?> properties, String name) {
            return Optional.<Object>ofNullable(properties.get(name)).map(intrinsics::resolve);
        }

        private void addVariables(Map<String, String> environment, Map<?, ?> properties) {
            Map<?, ?> section = (Map<?, ?>) intrinsics.resolve(
                    Intrinsics.section(Intrinsics.section(properties, "Environment"), "Variables"));
            section.forEach((name, value) -> environment.put(name.toString(), value.toString()));
        }

        private void readEvent(String function, Map<?, ?> event) {
            if (!"HttpApi".equals(event.get("Type"))) {
                return;
            }
            Map<?, ?> properties = (Map<?, ?>) intrinsics.resolve(Intrinsics.section(event, "Properties"));
            List<Route> ofApi = routes.get(String.valueOf(properties.get("ApiId")));
            if (ofApi == null) {
                throw new IllegalArgumentException("the function " + function + " has a route of no API of the template");
            }
            Object path = properties.get("Path");
            Object method = properties.get("Method");
            // SAM makes an event that names no path, or the path $default, the catch-all of its API.
            boolean catchAll = path == null || path.equals("$default");
            String key = catchAll ? "$default" : (method == null ? "ANY" : method.toString().toUpperCase(Locale.ROOT)) + " " + path;
            ofApi.add(Route.of(key, function));
        }

        private Api api(String id, Routes ofApi) {
            Map<?, ?> properties = Intrinsics.section(resources.getOrDefault(id, Map.of()), "Properties");
            Map<?, ?> settings = (Map<?, ?>) intrinsics.resolve(properties.containsKey("DefaultRouteSettings")
                    ? properties.get("DefaultRouteSettings")
                    : Intrinsics.section(apiDefaults, "DefaultRouteSettings"));
            Map<String, String> variables = new LinkedHashMap<>();
            ((Map<?, ?>) intrinsics.resolve(Intrinsics.section(properties, "StageVariables")))
                    .forEach((name, value) -> variables.put(name.toString(), value.toString()));
            boolean disabled = resolved(properties, "DisableExecuteApiEndpoint")
                    .filter(value -> value.toString().equals("true"))
                    .isPresent();
            return new Api(id, domainName(id), !disabled, variables, ofApi,
                    Optional.ofNullable(settings.get("ThrottlingRateLimit")).map(rate -> Double.parseDouble(rate.toString())),
                    Optional.ofNullable(settings.get("ThrottlingBurstLimit")).map(burst -> Integer.parseInt(burst.toString())));
        }

        private Optional<String> domainName(String api) {
            return ofType("AWS::ApiGatewayV2::ApiMapping").values().stream()
                    .filter(mapping -> resolved(mapping, "ApiId").filter(api::equals).isPresent())
                    .flatMap(mapping -> resolved(mapping, "DomainName").stream())
                    .flatMap(domain -> Stream.ofNullable(resources.get(domain.toString())))
                    .flatMap(domain -> resolved(Intrinsics.section(domain, "Properties"), "DomainName").stream())
                    .map(Object::toString)
                    .findFirst();
        }
    }
}
