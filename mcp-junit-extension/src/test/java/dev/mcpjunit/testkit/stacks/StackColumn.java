/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit.stacks;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict;
import java.io.IOException;
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

    private final Tables tables;

    /** Compares the result of a check with the table of its contract. */
    private interface Tables {
        void hold(Class<?> contract, String check, Verdict.Status status, String seen) throws IOException;
    }

    private StackColumn(Tables tables) {
        this.tables = tables;
    }

    /** Hold a class to a column, for {@code @RegisterExtension}. */
    public static StackColumn of(String stack) {
        StackTable table = StackTable.on("docs/authorization.md");
        return new StackColumn((contract, check, status, seen) -> table.hold(stack, check, status, seen));
    }

    /**
     * Hold a class to a column of the tables of its contracts, and each check that does not pass to an explanation on
     * the page.
     */
    public static StackColumn explained(String stack) {
        return new StackColumn(
                (contract, check, status, seen) -> StackTable.on("docs/server-contracts.md", contract.getSimpleName())
                        .holdExplained(stack, check, status, seen));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        Class<?> contract = context.getExecutable().getDeclaringClass();
        String check = context.getExecutable().getName().replace('_', ' ');
        try {
            invocation.proceed();
        } catch (Finding finding) {
            tables.hold(contract, check, finding.status(), finding.reason());
            return;
        } catch (AssertionFailedError violation) {
            tables.hold(contract, check, Verdict.Status.FAILED, String.valueOf(violation.getMessage()));
            return;
        }
        tables.hold(contract, check, Verdict.Status.PASSED, "It passed.");
    }
}
