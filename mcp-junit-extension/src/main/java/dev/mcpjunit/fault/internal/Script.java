/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a fault does to one exchange. A script may count messages, so there is one for each exchange; a proxy calls it
 * from one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Script {

    /** What to do when the request has been read, and whether it goes on to the server. */
    default Opening open(JsonObject request) {
        return Opening.FORWARD;
    }

    /**
     * What to do with a message from the server that belongs to the exchange.
     *
     * @param message a notification, a request of the server, or the answer
     */
    default List<Act> deliver(JsonObject message, boolean answer) {
        return List.of(new Act.Send(message));
    }

    /**
     * Whether the server's whole answer must be there before anything of it is delivered, so that a response that is
     * not JSON-RPC is replaced too.
     */
    default boolean takesAll() {
        return false;
    }

    /**
     * How an exchange begins.
     *
     * @param request what goes to the server; empty when nothing does
     */
    record Opening(List<Act> acts, Optional<Forward> request) {

        /** Forward the request unchanged. */
        static final Opening FORWARD = new Opening(List.of(), Optional.of(Forward.UNCHANGED));

        /** Act first, then forward the request unchanged. */
        static Opening after(Act act) {
            return new Opening(List.of(act), Optional.of(Forward.UNCHANGED));
        }

        /** Act instead of forwarding the request. */
        static Opening instead(Act act) {
            return new Opening(List.of(act), Optional.empty());
        }
    }

    /** Changes to a request on its way to the server. */
    record Forward(Map<String, String> headers) {

        /** No changes. */
        static final Forward UNCHANGED = new Forward(Map.of());
    }
}
