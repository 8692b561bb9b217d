/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the era of a server: asks with {@code server/discover}, and begins a handshake with a server that does not know
 * it. An error code that only the stateless era has is an answer of that era and no reason to fall back.
 */
final class Opening {

    /** What the opening needs of its conversation. */
    interface Channel extends Era.Exchange {

        /** Get the wire that is used now. */
        Wire wire();

        /** Use an era from now on. */
        void speak(Era chosen);

        /** Make a stateless era for a revision. */
        StatelessEra statelessEra(ProtocolRevision revision);

        /** Begin again with a new process, because the one before has ended. */
        void restart();

        /** Begin to listen to what the server sends outside answers. */
        void attend();

        /** Note a finding. */
        void find(String finding);
    }

    private final ConnectionOptions options;
    private final ProtocolChoice choice;
    private final Channel conversation;

    Opening(ConnectionOptions options, Channel conversation) {
        this.options = options;
        this.choice = options.protocol();
        this.conversation = conversation;
    }

    ServerDescription open(Deadline deadline) {
        if (choice.statelessRevisions().isEmpty()) {
            return handshake(deadline);
        }
        if (conversation.wire().carriesStatelessEra()) {
            return probe(deadline);
        }
        if (!mayShakeHands()) {
            throw new McpProtocolException(
                    "Server '" + options.server() + "' is reached over HTTP+SSE, which ends with the handshake era, but"
                            + " protocol = " + choice + " is " + ours()
                            + ". Use protocol = AUTO, or transport = STREAMABLE_HTTP.",
                    null);
        }
        return handshake(deadline);
    }

    private ServerDescription probe(Deadline deadline) {
        StatelessEra era = conversation.statelessEra(choice.statelessRevisions().get(0));
        conversation.speak(era);
        // A handshake server may well say nothing at all; then half of the time must be left for the handshake.
        Deadline half = mayShakeHands() ? deadline.atMost(deadline.budget().dividedBy(2)) : deadline;
        try {
            return era.open(conversation, half);
        } catch (McpErrorException answered) {
            return RpcErrors.isStateless(answered.code())
                    ? inAnotherRevision(era, answered, deadline)
                    : insteadOf(answered, deadline);
        } catch (ServerUnreachableException notYet) {
            throw notYet;
        } catch (ServerDiedException died) {
            if (!mayShakeHands() || conversation.wire().hasExchangePerRequest()) {
                throw died;
            }
            return afterRestart(died, deadline);
        } catch (McpTimeoutException silent) {
            if (Thread.currentThread().isInterrupted() || !mayShakeHands()) {
                throw silent;
            }
            return insteadOf(silent, deadline);
        } catch (McpProtocolException other) {
            return insteadOf(other, deadline);
        }
    }

    private boolean mayShakeHands() {
        return !choice.handshakeRevisions().isEmpty();
    }

    private ServerDescription inAnotherRevision(StatelessEra era, McpErrorException refused, Deadline deadline) {
        ServerRevisions theirs = ServerRevisions.supportedIn(refused);
        Optional<ProtocolRevision> stateless =
                theirs.newestOf(choice.statelessRevisions()).filter(supported -> !supported.equals(era.revision()));
        if (stateless.isPresent()) {
            era.speak(stateless.get());
            return era.open(conversation, deadline);
        }
        if (theirs.newestOf(choice.handshakeRevisions()).isPresent()) {
            return handshake(deadline);
        }
        if (theirs.dates().isEmpty()) {
            throw refused;
        }
        throw new McpProtocolException(
                "Server '" + options.server() + "' speaks protocol revision " + String.join(", ", theirs.dates())
                        + ", but protocol = " + choice + " is " + ours() + ".",
                refused);
    }

    private List<ProtocolRevision> ours() {
        return Stream.of(choice.statelessRevisions(), choice.handshakeRevisions())
                .flatMap(List::stream)
                .toList();
    }

    /** A server that does not answer as the stateless era requires belongs to the other one. */
    private ServerDescription insteadOf(McpException probe, Deadline deadline) {
        if (!mayShakeHands()) {
            throw new McpProtocolException(
                    "Server '" + options.server() + "' does not speak " + ours().get(0)
                            + ", which protocol = " + choice + " asks for. To let it speak what it speaks, use"
                            + " protocol = AUTO.\n" + probe.getMessage(),
                    probe);
        }
        try {
            ServerDescription server = handshake(deadline);
            if (probe instanceof McpTimeoutException) {
                conversation.find("server/discover was not answered within "
                        + Durations.print(deadline.budget().dividedBy(2))
                        + ", and the handshake was. Unless the server was just slow to start, each connection waits that"
                        + " long: a server answers what it does not know with error -32601, and protocol = LEGACY spares"
                        + " the question");
            }
            return server;
        } catch (McpErrorException refused) {
            if (probe instanceof McpTimeoutException && RpcErrors.isStateless(refused.code())) {
                return afterAll(deadline);
            }
            refused.addSuppressed(probe);
            throw refused;
        } catch (McpException failure) {
            failure.addSuppressed(probe);
            throw failure;
        }
    }

    /** The server was silent because it was still starting, not because it did not understand. */
    private ServerDescription afterAll(Deadline deadline) {
        StatelessEra era = conversation.statelessEra(choice.statelessRevisions().get(0));
        conversation.speak(era);
        return era.open(conversation, deadline);
    }

    /** Some servers exit when the first message is not the one they expect; one that exits again has another reason. */
    private ServerDescription afterRestart(ServerDiedException died, Deadline deadline) {
        conversation.restart();
        try {
            return handshake(deadline);
        } catch (ServerDiedException again) {
            died.addSuppressed(again);
            throw died;
        }
    }

    private ServerDescription handshake(Deadline deadline) {
        var era = new HandshakeEra(options.server(), options.client(), choice.handshakeRevisions());
        conversation.speak(era);
        ServerDescription server = era.open(conversation, deadline);
        conversation.attend();
        return server;
    }
}
