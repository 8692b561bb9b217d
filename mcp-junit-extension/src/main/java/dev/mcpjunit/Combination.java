/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A protocol and a transport by which a class runs.
 *
 * @param protocol what connections speak
 * @param transport how; {@link Transport#AUTO} to leave each server its own
 * @param unsupported why the servers do not serve this, where that is declared
 */
record Combination(ProtocolChoice protocol, Transport transport, Optional<String> unsupported) {

    private static final Namespace NAMESPACE = Namespace.create(Combination.class);

    /** What a class says of its runs, itself or by what it inherits. */
    static Optional<AcrossProtocols> annotation(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, AcrossProtocols.class);
    }

    /** The combination of the run that a context belongs to; empty outside such runs. */
    static Optional<Combination> of(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Combination.class, Combination.class));
    }

    /** Whether a context is that of a class with several runs, and of none of them. */
    static boolean isMissing(ExtensionContext context) {
        return of(context).isEmpty()
                && context.getTestClass().flatMap(Combination::annotation).isPresent();
    }

    void putInto(ExtensionContext run) {
        run.getStore(NAMESPACE).put(Combination.class, this);
    }

    boolean isMeantBy(AcrossProtocols.Unsupported except) {
        return new ProtocolChoice(except.protocol()).equals(protocol)
                && (except.transport() == Transport.AUTO || except.transport() == transport);
    }

    /** Apply this run's protocol and transport to a server. */
    ServerSpec applyTo(ServerSpec spec) {
        if (transport == Transport.AUTO) {
            return spec.speaking(protocol, spec.transport());
        }
        if (!spec.source().transports().contains(transport)) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "' cannot be reached over " + transport.word() + ": it is the "
                            + spec.source().describe() + ".",
                    null);
        }
        return spec.speaking(protocol, transport);
    }

    /** Say with a failed start what it means for this run. */
    RuntimeException explain(RuntimeException failure) {
        return new ServerStartException(
                failure.getMessage() + "\n  This is the run for " + this + ". If it is not meant to be served, say so:"
                        + " @AcrossProtocols(unsupported = @Unsupported(protocol = \"" + protocol + "\", "
                        + (transport == Transport.AUTO ? "" : "transport = " + transport + ", ") + "reason = \"…\")).",
                failure);
    }

    /** As reports name it, for example {@code 2025-11-25 over stdio}. */
    @Override
    public String toString() {
        return protocol + (transport == Transport.AUTO ? "" : " over " + transport.word());
    }
}
