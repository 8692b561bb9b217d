/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.extension.Combination;
import dev.mcpjunit.internal.extension.ReadResult;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads {@link AcrossProtocols}. */
record RunReader(Class<?> type) {

    /** The runs that a class asks for, itself or by what it inherits; empty for a class that simply runs. */
    static Optional<ReadResult<List<Combination>>> read(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, AcrossProtocols.class)
                .map(across -> ReadResult.of(() -> new RunReader(type).combinations(across)));
    }

    private List<Combination> combinations(AcrossProtocols across) {
        if (across.value().length == 0) {
            throw wrong("it names no protocol. Name at least one revision");
        }
        List<Transport> transports =
                across.transports().length == 0 ? List.of(Transport.AUTO) : List.of(across.transports());
        Set<Combination> combinations = new LinkedHashSet<>();
        for (String text : across.value()) {
            ProtocolChoice protocol = protocol(text);
            for (Transport transport : transports) {
                Optional<String> reason = Stream.of(across.unsupported())
                        .filter(except -> covers(except, protocol, transport))
                        .map(AcrossProtocols.Unsupported::reason)
                        .findFirst();
                combinations.add(new Combination(protocol, transport, reason));
            }
        }
        for (AcrossProtocols.Unsupported except : across.unsupported()) {
            if (combinations.stream().noneMatch(each -> covers(except, each.protocol(), each.transport()))) {
                throw wrong("unsupported = " + except.protocol() + " is none of its combinations. Leave it out");
            }
        }
        return List.copyOf(combinations);
    }

    private boolean covers(AcrossProtocols.Unsupported except, ProtocolChoice protocol, Transport transport) {
        return protocol(except.protocol()).equals(protocol)
                && (except.transport() == Transport.AUTO || except.transport() == transport);
    }

    private ProtocolChoice protocol(String text) {
        try {
            return new ProtocolChoice(text);
        } catch (IllegalArgumentException unknown) {
            throw wrong(String.valueOf(unknown.getMessage()));
        }
    }

    private ExtensionConfigurationException wrong(String what) {
        return WrongConfiguration.because("@AcrossProtocols on " + type.getName() + ": " + what + ".");
    }
}
