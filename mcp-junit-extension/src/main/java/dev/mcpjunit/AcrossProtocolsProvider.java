/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.extension.ClassStart;
import dev.mcpjunit.internal.extension.Combination;
import dev.mcpjunit.internal.extension.RunLabel;
import dev.mcpjunit.internal.extension.UnavailableServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes one run of a class for each combination that {@link AcrossProtocols} names.
 *
 * <p>Class templates came with JUnit 5.13. No other class names their types, so that everything but this annotation
 * works with an older JUnit, such as the 5.12 of Spring Boot 3.
 */
final class AcrossProtocolsProvider implements ClassTemplateInvocationContextProvider {

    private static final System.Logger LOG = System.getLogger(AcrossProtocols.class.getName());

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return ClassReader.declarations(context).ofClass().runs().isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        var index = new AtomicInteger();
        return ClassReader.declarations(context).ofClass().runs().orElseThrow().get().stream()
                .map(combination -> new Invocation(combination, index.incrementAndGet()));
    }

    private record Invocation(Combination combination, int index) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return combination.toString();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            combination.putInto(context);
            LOG.log(
                    System.Logger.Level.INFO,
                    context.getRequiredTestClass().getSimpleName() + "[" + index + "] is the run for " + combination);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Run(), new RunLabel(combination));
        }
    }

    /** Starts what the class declares for one of its runs. */
    private static final class Run implements BeforeClassTemplateInvocationCallback {

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            Combination combination = Combination.of(context).orElseThrow();
            if (combination.unsupported().isPresent()) {
                UnavailableServers.mark(context, combination.unsupported().get());
                return;
            }
            try {
                ClassStart.start(ClassReader.declarations(context));
            } catch (McpException failure) {
                throw combination.explain(failure);
            }
        }
    }
}
