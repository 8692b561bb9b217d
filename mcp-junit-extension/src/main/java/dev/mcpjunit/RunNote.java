/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Says with a failure in which run of a class it happened. Surefire numbers the runs and does not print their names.
 *
 * @param combination what the run is for
 */
record RunNote(Combination combination)
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw noted(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw noted(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw noted(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw noted(failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw noted(failure);
    }

    private Throwable noted(Throwable failure) {
        failure.addSuppressed(new InRun(combination));
        return failure;
    }

    /** No error of its own, but a line below another. */
    private static final class InRun extends Exception {

        private static final long serialVersionUID = 1;

        InRun(Combination combination) {
            super("this was the run for " + combination, null, false, false);
        }
    }
}
