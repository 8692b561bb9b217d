/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.ServerSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The extension behind {@link McpServer @McpServer} and {@link PinnedSchema @PinnedSchema}. Those annotations register
 * it; tests need not name it.
 *
 * <p>Before the tests of a class it starts the class's servers side by side, waits until each has answered
 * {@code initialize}, and holds those that are pinned to their snapshots. Servers are stopped when their scope ends.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpExtension
        implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private final Map<ServerSpec, Scope> servers;
    private final boolean pinned;

    /** Make the extension that goes by annotations; JUnit does this. */
    public McpExtension() {
        this(Map.of(), false);
    }

    private McpExtension(Map<ServerSpec, Scope> servers, boolean pinned) {
        this.servers = servers;
        this.pinned = pinned;
    }

    /**
     * Declare servers in code rather than by annotations.
     *
     * @return a builder without servers; never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Skip a class that needs Docker where there is none, unless the setting says that this is a failure. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Aborted.reason(context)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> DockerCondition.evaluate(context));
    }

    /** Start what the class declares and check what it pins. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Registered.rejectMixture(context);
        Registered.in(context, servers, pinned);
        if (!Combination.isMissing(context)) {
            ClassServers.start(context);
        }
    }

    /** Start what each test gets afresh and check what is pinned for it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Registered.in(context, servers, pinned);
        var fresh = Declarations.visibleFrom(context).stream()
                .filter(server -> server.isFreshIn(context))
                .toList();
        Servers.startAll(fresh, context);
        Pins.checkMethod(context);
        TestWires.prepare(context);
    }

    /** Fail a test whose faults have not happened. */
    @Override
    public void afterEach(ExtensionContext context) {
        TestWires.check(context);
    }

    /** Give a constructor the servers of its test, not of its class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Support the types of this library, and no others. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.supports(parameter, context);
    }

    /** Give a parameter what its server has. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Aborted.rethrow(context);
        return Injection.resolve(parameter, context);
    }

    /** Collects the servers of an extension that is registered by a field. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final Map<ServerSpec, Scope> servers = new LinkedHashMap<>();
        private boolean pinned;

        private Builder() {}

        /**
         * Add a server that lives as long as the class.
         *
         * @param spec the server
         * @return this builder
         */
        public Builder server(ServerSpec spec) {
            return server(spec, Scope.CLASS);
        }

        /**
         * Add a server.
         *
         * @param spec the server
         * @param scope how long it lives; for a field that is not static, {@link Scope#CLASS} means the test
         * @return this builder
         */
        public Builder server(ServerSpec spec, Scope scope) {
            servers.put(spec, scope);
            return this;
        }

        /**
         * Hold all servers to their snapshots, as {@link PinnedSchema @PinnedSchema} does.
         *
         * @return this builder
         */
        public Builder pinned() {
            this.pinned = true;
            return this;
        }

        /**
         * Make the extension.
         *
         * @return the extension, to be put into a field with {@code @RegisterExtension}; never {@code null}
         */
        public McpExtension build() {
            return new McpExtension(Collections.unmodifiableMap(new LinkedHashMap<>(servers)), pinned);
        }
    }
}
