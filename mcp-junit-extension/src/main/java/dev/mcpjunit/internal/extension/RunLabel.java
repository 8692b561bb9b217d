/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure in which run of a class it happened. Surefire numbers the runs and does not print their names. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunLabel(Combination combination)
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw labeled(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw labeled(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw labeled(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw labeled(failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw labeled(failure);
    }

    private Throwable labeled(Throwable failure) {
        failure.addSuppressed(new InRun(combination));
        return failure;
    }

    /** Not an error of its own, but a line below another one. */
    private static final class InRun extends Exception {

        private static final long serialVersionUID = 1;

        InRun(Combination combination) {
            super("this was the run for " + combination, null, false, false);
        }
    }
}
