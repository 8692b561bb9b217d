/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/** Faults of the stream of messages that a server sends in one exchange: they are lost, repeated, or oddly written. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface StreamFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * One message of the server is lost, the stream goes on.
     *
     * @param message which one of the exchange, from 1; 0 for the answer
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DropMessage(int message) implements StreamFault {

        /** Refuse impossible numbers. */
        public DropMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
        }

        @Override
        public Script script() {
            return at(message, each -> List.of());
        }

        @Override
        public String toString() {
            return name(message) + " dropped";
        }
    }

    /**
     * One message of the server comes twice.
     *
     * @param message which one of the exchange, from 1; 0 for the answer
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DuplicateMessage(int message) implements StreamFault {

        /** Refuse impossible numbers. */
        public DuplicateMessage {
            Preconditions.requireAtLeast(0, "The place of a message", message);
        }

        @Override
        public Script script() {
            return at(message, each -> List.of(new Act.Send(each), new Act.Send(each)));
        }

        @Override
        public String toString() {
            return name(message) + " twice";
        }
    }

    /**
     * The messages of the server come in reverse order, the answer first. Questions of the server come at once: the
     * answer would wait for theirs for ever.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Reorder() implements StreamFault {
        @Override
        public Script script() {
            return new Script() {
                private final List<Act> kept = new ArrayList<>();

                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    if (RpcMessage.isRequest(message)) {
                        return List.of(new Act.Send(message));
                    }
                    kept.add(0, new Act.Send(message));
                    return answer ? List.copyOf(kept) : List.of();
                }
            };
        }

        @Override
        public String toString() {
            return "messages in reverse order";
        }
    }

    /**
     * The messages are written in another way that the standards allow.
     *
     * @param style how
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Styled(WireStyle style) implements StreamFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return List.of(new Act.Send(message, style));
                }
            };
        }

        @Override
        public String toString() {
            return style == WireStyle.CRLF ? "lines ended by CR LF" : "messages split";
        }
    }

    /**
     * The stream ends before the answer, in order or not.
     *
     * @param cut how
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndBeforeAnswer(Cut cut) implements StreamFault {
        @Override
        public Script script() {
            // No message at all, but the stream for it, whichever way the transport would have sent the answer.
            var emptyStream = new Act.Repeat(0, Duration.ZERO, none -> JsonObject.EMPTY);
            return at(0, answer -> List.of(emptyStream, new Act.End(cut)));
        }

        @Override
        public String toString() {
            return "stream ends before the answer (" + cut.words() + ")";
        }
    }

    private static String name(int message) {
        return message == 0 ? "answer" : "message " + message;
    }

    private static Script at(int place, Function<JsonObject, List<Act>> there) {
        return new Script() {
            private int count;

            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                count++;
                boolean here = place == 0 ? answer : count == place;
                return here ? there.apply(message) : List.of(new Act.Send(message));
            }
        };
    }
}
