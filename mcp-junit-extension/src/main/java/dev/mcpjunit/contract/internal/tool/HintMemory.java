/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.ToolCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Lets the two checks of hints share one pass over the calls. With a pass for each, the calls of the first could use up
 * the state that the second needs. It belongs to the connection, which the tests of a class share. Not thread-safe: the
 * tests of a class run one after the other.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HintMemory {

    private final Map<Key, Entry> passes = new HashMap<>();

    /** Which calls of which server. */
    private record Key(String server, List<ToolCall> calls, List<ToolCall> failures, Optional<Class<?>> state) {}

    /** A pass, and the hints whose check has used it. */
    private record Entry(HintPass pass, Set<String> used) {}

    /** Remember nothing yet. */
    public HintMemory() {}

    /** The pass of the check of the other hint. A check that runs again gets a new pass. */
    HintPass pass(String hint, DeclaredTools declared, McpConnection connection, Supplier<HintPass> make) {
        var key = new Key(
                connection.serverName(),
                declared.calls(),
                declared.failures(),
                declared.state().map(Object::getClass));
        Entry entry = passes.get(key);
        if (entry == null || entry.used().contains(hint)) {
            entry = new Entry(make.get(), new HashSet<>());
            passes.put(key, entry);
        }
        entry.used().add(hint);
        return entry.pass();
    }
}
