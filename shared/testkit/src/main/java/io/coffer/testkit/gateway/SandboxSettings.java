package io.coffer.testkit.gateway;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every sandbox of a function starts with. */
record SandboxSettings(FunctionTemplate function, Path root, List<String> command) {

    /** What a process needs of this machine; a function sees nothing else of it. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "JAVA_HOME");

    String arn() {
        return "arn:aws:lambda:" + EmulatedAccount.REGION + ":" + EmulatedAccount.ID + ":function:" + function.name();
    }

    /**
     * As Lambda sets it. The access key is the function's name, so that a service standing in for AWS's can tell who asks.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda Developer Guide, defined runtime
     *     environment variables</a>
     */
    Map<String, String> environment(int runtimeApiPort) {
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtimeApiPort);
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", root.toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "emulator");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        environment.put("AWS_REGION", EmulatedAccount.REGION);
        environment.put("AWS_DEFAULT_REGION", EmulatedAccount.REGION);
        environment.put("AWS_ACCESS_KEY_ID", function.name());
        environment.put("AWS_SECRET_ACCESS_KEY", "emulator");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        environment.putAll(function.environment());
        return environment;
    }
}
