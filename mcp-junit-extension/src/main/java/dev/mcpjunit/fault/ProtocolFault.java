/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import org.apiguardian.api.API;

/** Faults of the protocol: each message is well-formed, and its content is not what a correct server would send. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ProtocolFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The request does not reach the server. Progress is reported forever, and the answer never comes. Without a
     * progress token in the request it is a plain hang.
     *
     * @param every the interval of the reports
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndlessProgress(Duration every) implements ProtocolFault {

        /** Reject a negative interval. */
        public EndlessProgress {
            Preconditions.requireNotNegative("The pause", every);
        }

        @Override
        public String toString() {
            return "progress without end";
        }
    }

    /**
     * Many {@code list_changed} notifications arrive before the answer.
     *
     * @param list the list that is said to have changed: {@code tools}, {@code prompts} or {@code resources}
     * @param times how many notifications
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ListChangedStorm(String list, int times) implements ProtocolFault {

        /** Reject a number below 1. */
        public ListChangedStorm {
            Preconditions.requireAtLeast(1, "The number of notifications", times);
        }

        @Override
        public String toString() {
            return times + " × " + list + "/list_changed";
        }
    }

    /**
     * Every page of a list ends with the same cursor, so that the list never ends. The server gets only the request for
     * the first page, because it would reject a cursor that it did not create; all other pages are empty.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RepeatedCursor() implements ProtocolFault {
        @Override
        public String toString() {
            return "repeated cursor";
        }
    }

    /**
     * A tool declares one more required argument than the server knows: its schema changes between list and call.
     *
     * @param tool the tool
     * @param argument the name of the new required argument
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedSchema(String tool, String argument) implements ProtocolFault {
        @Override
        public String toString() {
            return "schema of '" + tool + "' changed: '" + argument + "' is required";
        }
    }

    /**
     * The server speaks a protocol revision that no client knows. {@code initialize} is answered with it. A request
     * that names its own revision, as of 2026-07-28, does not reach the server and is rejected with error -32022.
     *
     * @param revision the revision
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record UnsupportedVersion(String revision) implements ProtocolFault {
        @Override
        public String toString() {
            return "protocol revision " + revision;
        }
    }

    /**
     * An HTTP header that repeats a part of the body differs from the body when the server gets the request.
     *
     * @param header the header, for example {@code Mcp-Name}
     * @param value its value
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HeaderMismatch(String header, String value) implements ProtocolFault {
        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public String toString() {
            return "header " + header + " says '" + value + "'";
        }
    }

    /**
     * Every answer asks for one more input, as revision 2026-07-28 allows, so that the call never ends. The request
     * does not reach the server.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndlessInputRequired() implements ProtocolFault {
        @Override
        public String toString() {
            return "input required without end";
        }
    }
}
