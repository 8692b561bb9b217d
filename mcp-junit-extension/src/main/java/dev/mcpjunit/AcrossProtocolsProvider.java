/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one run of a class for each combination that {@link AcrossProtocols} names. */
final class AcrossProtocolsProvider implements ClassTemplateInvocationContextProvider {

    /** What a class says, itself or by what it inherits. */
    static Optional<AcrossProtocols> annotation(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, AcrossProtocols.class);
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return annotation(context.getRequiredTestClass()).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        return combinations(annotation(type).orElseThrow(), type).stream().map(Invocation::new);
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

    private record Invocation(Combination combination) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return combination.toString();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            combination.putInto(context);
        }
    }
}
