/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The protocol and the transport of one run of a class.
 *
 * @param protocol which revision connections speak
 * @param transport over which transport; {@link Transport#AUTO} to leave each server its own
 * @param unsupported why the servers do not support this combination, if that is declared
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Combination(ProtocolChoice protocol, Transport transport, Optional<String> unsupported) {

    private static final Namespace NAMESPACE = Namespace.create(Combination.class);

    /** The combination of the run that a context belongs to; empty outside such runs. */
    public static Optional<Combination> of(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Combination.class, Combination.class));
    }

    /** Mark a context as that of a run. */
    public void putInto(ExtensionContext run) {
        run.getStore(NAMESPACE).put(Combination.class, this);
    }

    /** Apply the protocol and the transport of the run that a context belongs to, if there is one. */
    static ServerSpec applyTo(ServerSpec spec, ExtensionContext context) {
        return of(context).map(run -> run.applyTo(spec)).orElse(spec);
    }

    /** Apply this run's protocol and transport to a server. */
    public ServerSpec applyTo(ServerSpec spec) {
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

    /** Add to the message of a failed start which run this is. */
    public RuntimeException explain(RuntimeException failure) {
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
