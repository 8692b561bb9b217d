/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Scripts that are made of others. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Scripts {

    /** The script of an exchange to which nothing happens. A proxy that meets it passes bytes on as they are. */
    public static final Script NONE = new Script() {};

    private Scripts() {}

    /** Two faults at once: what the first one delivers goes through the second. */
    public static Script chain(Script first, Script second) {
        return first == NONE ? second : new Chain(first, second);
    }

    private record Chain(Script first, Script second) implements Script {

        @Override
        public Opening open(JsonObject request) {
            Opening one = first.open(request);
            if (one.request().isEmpty()) {
                return one;
            }
            Opening other = second.open(request);
            var acts = new ArrayList<>(one.acts());
            acts.addAll(other.acts());
            Optional<Forward> forward = other.request().map(changes -> {
                Map<String, String> headers =
                        new LinkedHashMap<>(one.request().get().headers());
                headers.putAll(changes.headers());
                return new Forward(headers);
            });
            return new Opening(acts, forward);
        }

        @Override
        public List<Act> deliver(JsonObject message, boolean answer) {
            var acts = new ArrayList<Act>();
            for (Act act : first.deliver(message, answer)) {
                if (act instanceof Act.Send send && send.style() == WireStyle.PLAIN) {
                    acts.addAll(second.deliver(send.message(), answer));
                } else {
                    acts.add(act);
                }
            }
            return acts;
        }

        @Override
        public boolean takesAll() {
            return first.takesAll() || second.takesAll();
        }
    }
}
