/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.extension.ClassStart;
import dev.mcpjunit.internal.extension.Declarations;
import dev.mcpjunit.internal.extension.DockerCondition;
import dev.mcpjunit.internal.extension.Injection;
import dev.mcpjunit.internal.extension.Lifetime;
import dev.mcpjunit.internal.extension.RunConsole;
import dev.mcpjunit.internal.extension.RunReports;
import dev.mcpjunit.internal.extension.TestClasses;
import dev.mcpjunit.internal.extension.TestEnd;
import dev.mcpjunit.internal.extension.TestStart;
import dev.mcpjunit.internal.extension.UnavailableServers;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.server.ServerSpec;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The extension behind {@link McpServer @McpServer} and {@link PinnedSchema @PinnedSchema}. Those annotations register
 * it; tests need not name it.
 *
 * <p>Before the tests of a class, it starts the servers of the class concurrently, waits until each has answered a
 * client, and compares pinned servers with their snapshots. Servers are stopped when their scope ends.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestWatcher,
                InvocationInterceptor,
                ParameterResolver {

    private final Map<ServerSpec, Lifetime> servers;
    private final Optional<Pin> pin;

    /** Make the extension that reads annotations; JUnit does this. */
    public McpExtension() {
        this(Map.of(), Optional.empty());
    }

    private McpExtension(Map<ServerSpec, Lifetime> servers, Optional<Pin> pin) {
        this.servers = servers;
        this.pin = pin;
    }

    /**
     * Declare servers in code instead of annotations.
     *
     * @return a builder without servers; never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Skip a class that needs Docker if it is not available, unless the setting says that this is a failure. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult result = UnavailableServers.reason(context)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> DockerCondition.evaluate(ClassReader.declarations(context)));
        if (result.isDisabled() && context.getTestMethod().isEmpty()) {
            // JUnit tells no watcher that a whole class was skipped.
            RunReports.classSkipped(context, result.getReason());
        }
        return result;
    }

    /** Start what the class declares and check what it pins. */
    @Override
    public void beforeAll(ExtensionContext context) {
        RunConsole.open(context);
        Declarations declared = ClassReader.declarations(context);
        declared.rejectMixture(McpExtension.class);
        declared.register(servers, pin);
        if (!declared.isOutsideRuns()) {
            ClassStart.start(declared);
        }
    }

    /** Start what each test has for itself and check what is pinned for it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        RunConsole.open(context);
        Declarations declared = ClassReader.declarations(context);
        declared.register(servers, pin);
        TestStart.start(declared);
    }

    /** Fail a test whose faults were not used, or during which a pinned server has changed. */
    @Override
    public void afterEach(ExtensionContext context) {
        TestEnd.afterTest(ClassReader.declarations(context));
    }

    /** Fail a class if a pinned server announced a change that arrived only after the last test. */
    @Override
    public void afterAll(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> RunReports.classFailed(context, failure));
        try {
            TestEnd.afterClass(ClassReader.declarations(context));
        } catch (RuntimeException | AssertionError failure) {
            RunReports.classFailed(context, failure);
            throw failure;
        }
    }

    /** Report a test that passed. */
    @Override
    public void testSuccessful(ExtensionContext context) {
        RunReports.passed(context);
    }

    /** Report a test that failed. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        TestClasses.contextOf(context).map(ClassReader::declarations).ifPresent(TestEnd::failed);
        RunReports.failed(context, cause);
    }

    /** Report a test that was aborted. */
    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        RunReports.failed(context, cause);
    }

    /** Report a test that was skipped. */
    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        RunReports.skipped(context, reason);
    }

    /** Report a dynamic test, which JUnit reports to no watcher. */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
            throws Throwable {
        RunReports.beginDynamic(context);
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            TestClasses.contextOf(context).map(ClassReader::declarations).ifPresent(TestEnd::failed);
            RunReports.failed(context, failure);
            throw failure;
        }
        RunReports.passed(context);
    }

    /** Report a factory of dynamic tests that fails itself. */
    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> factory, ExtensionContext context)
            throws Throwable {
        try {
            return invocation.proceed();
        } catch (Throwable failure) {
            RunReports.failed(context, failure);
            throw failure;
        }
    }

    /** Give a constructor the servers of its test, not of its class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Support the types of this library, and no others. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.supports(parameter.getParameter(), ClassReader.declarations(context));
    }

    /** Resolve a parameter from its server. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        UnavailableServers.abortIfAny(context);
        Optional<String> server = parameter.findAnnotation(ForServer.class).map(ForServer::value);
        return Injection.resolve(parameter, server, ClassReader.declarations(context));
    }

    /** Collects the servers of an extension that is registered by a field. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final Map<ServerSpec, Lifetime> servers = new LinkedHashMap<>();
        private Optional<Pin> pin = Optional.empty();

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
            servers.put(spec, scope.lifetime());
            return this;
        }

        /**
         * Compare all servers with their snapshots, as {@link PinnedSchema @PinnedSchema} does.
         *
         * @return this builder
         */
        public Builder pinned() {
            this.pin = Optional.of(Pin.all(Clock.systemUTC()));
            return this;
        }

        /**
         * Make the extension.
         *
         * @return the extension, to be put into a field with {@code @RegisterExtension}; never {@code null}
         */
        public McpExtension build() {
            return new McpExtension(Collections.unmodifiableMap(new LinkedHashMap<>(servers)), pin);
        }
    }
}
