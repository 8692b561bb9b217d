/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test as often as the system property {@code tests} says. */
public final class Times implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return IntStream.range(0, Integer.getInteger("tests")).mapToObj(each -> new TestTemplateInvocationContext() {});
    }
}
