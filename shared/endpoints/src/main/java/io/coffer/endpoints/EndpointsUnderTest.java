package io.coffer.endpoints;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The endpoints that a test class runs at: those of servers that can run on this machine, without those that the class's annotations leave
 * out. The property {@code coffer.endpoints} chooses others: {@code all} runs every class over the stand-ins too, in both styles;
 * {@code in-process} runs every class without a server, {@code gateway} at the functions alone.
 */
final class EndpointsUnderTest implements ArgumentsProvider {

    private static final boolean ALL = "all".equals(System.getProperty("coffer.endpoints"));

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        List<ServerKind> here = TestServers.here();
        Assumptions.assumeFalse(here.isEmpty(), "no servers are found: functions/fallback and functions/standalone have some");
        Assumptions.assumeFalse(here.equals(List.of(ServerKind.GATEWAY)) && test.isAnnotationPresent(NotAtGateway.class),
                "what the class tests cannot pass a gateway");
        return Stream.of(Endpoint.values())
                .filter(endpoint -> here.contains(endpoint.kind()))
                .filter(endpoint -> endpoint.pathStyle() || !test.isAnnotationPresent(OneStyle.class))
                .filter(endpoint -> !endpoint.kind().hasGateway() || !test.isAnnotationPresent(NotAtGateway.class))
                .filter(endpoint -> endpoint != Endpoint.GATEWAY_VIRTUAL_HOSTED || !test.isAnnotationPresent(OneGatewayStyle.class))
                .filter(endpoint -> ALL || endpoint.kind() != ServerKind.CLOUD
                        || (endpoint.pathStyle() && test.isAnnotationPresent(OnStandIns.class)))
                .map(Arguments::of);
    }
}
