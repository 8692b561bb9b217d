/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Makes one run of a class for each combination that {@link AcrossProtocols} names.
 *
 * <p>Class templates came with JUnit 5.13. No other class names their types, so that whoever has an older JUnit, such
 * as the 5.12 of Spring Boot 3, misses nothing but this annotation.
 */
final class AcrossProtocolsProvider implements ClassTemplateInvocationContextProvider {

    private static final System.Logger LOG = System.getLogger(AcrossProtocols.class.getName());

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return Combination.annotation(context.getRequiredTestClass()).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        var index = new AtomicInteger();
        return combinations(Combination.annotation(type).orElseThrow(), type).stream()
                .map(combination -> new Invocation(combination, index.incrementAndGet()));
    }

    private static Set<Combination> combinations(AcrossProtocols across, Class<?> type) {
        if (across.value().length == 0) {
            throw wrong(type, "it names no protocol. Name at least one revision");
        }
        List<Transport> transports =
                across.transports().length == 0 ? List.of(Transport.AUTO) : List.of(across.transports());
        var combinations = new LinkedHashSet<Combination>();
        for (String text : across.value()) {
            ProtocolChoice protocol = protocol(text, type);
            for (Transport transport : transports) {
                Optional<String> reason = Stream.of(across.unsupported())
                        .filter(except -> protocol(except.protocol(), type).equals(protocol))
                        .filter(except -> except.transport() == Transport.AUTO || except.transport() == transport)
                        .map(AcrossProtocols.Unsupported::reason)
                        .findFirst();
                combinations.add(new Combination(protocol, transport, reason));
            }
        }
        for (AcrossProtocols.Unsupported except : across.unsupported()) {
            if (combinations.stream().noneMatch(each -> each.isMeantBy(except))) {
                throw wrong(type, "unsupported = " + except.protocol() + " is none of its combinations. Leave it out");
            }
        }
        return combinations;
    }

    private static ProtocolChoice protocol(String text, Class<?> type) {
        try {
            return new ProtocolChoice(text);
        } catch (IllegalArgumentException unknown) {
            throw wrong(type, String.valueOf(unknown.getMessage()));
        }
    }

    private static ExtensionConfigurationException wrong(Class<?> type, String what) {
        return new ExtensionConfigurationException("@AcrossProtocols on " + type.getName() + ": " + what + ".");
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
            return List.of(new Run(), new RunNote(combination));
        }
    }

    /** Starts what the class declares for one of its runs. */
    private static final class Run implements BeforeClassTemplateInvocationCallback {

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            Combination combination = Combination.of(context).orElseThrow();
            if (combination.unsupported().isPresent()) {
                Aborted.mark(
                        context,
                        new TestAbortedException(combination.unsupported().get()));
                return;
            }
            try {
                ClassServers.start(context);
            } catch (McpException failure) {
                throw combination.explain(failure);
            }
        }
    }
}
