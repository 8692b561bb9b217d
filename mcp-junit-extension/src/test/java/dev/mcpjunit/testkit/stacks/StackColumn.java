/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit.stacks;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;

/**
 * Holds the checks of a contract for servers to a column of the table on a page: a check passes if its result is the
 * one that the page has, whatever that is.
 */
public final class StackColumn implements InvocationInterceptor {

    private final StackTable table;
    private final String stack;

    private StackColumn(StackTable table, String stack) {
        this.table = table;
        this.stack = stack;
    }

    /** Hold a class to a column, for {@code @RegisterExtension}. */
    public static StackColumn of(String stack) {
        return new StackColumn(StackTable.on("docs/authorization.md"), stack);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        String check = context.getExecutable().getName().replace('_', ' ');
        try {
            invocation.proceed();
        } catch (Finding finding) {
            table.hold(stack, check, finding.status(), finding.reason());
            return;
        } catch (AssertionFailedError violation) {
            table.hold(stack, check, Verdict.Status.FAILED, String.valueOf(violation.getMessage()));
            return;
        }
        table.hold(stack, check, Verdict.Status.PASSED, "It passed.");
    }
}
