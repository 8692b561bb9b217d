/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import org.apiguardian.api.API;
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
        implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    /** Make the extension; JUnit does this. */
    public McpExtension() {}

    /** Skip a class that needs Docker where there is none, unless the setting says that this is a failure. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return DockerCondition.evaluate(context);
    }

    /** Start what the class declares and check what it pins. */
    @Override
    public void beforeAll(ExtensionContext context) {
        var servers = Declarations.declaredBy(context).stream()
                .filter(server -> server.scope() != Scope.METHOD)
                .toList();
        Servers.startAll(servers, context);
        Pins.checkClass(context);
    }

    /** Start what each test gets afresh and check what is pinned for it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        var servers = Declarations.visibleFrom(context).stream()
                .filter(server -> server.scope() == Scope.METHOD)
                .toList();
        Servers.startAll(servers, context);
        Pins.checkMethod(context);
    }

    /** Give a constructor the servers of its test, not of its class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Support the types of this library, and no others. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.supports(parameter);
    }

    /** Give a parameter what its server has. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.resolve(parameter, context);
    }
}
