/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import java.util.Optional;

/** The names by which messages were selected: each can be mistyped. */
record Selected(Optional<String> tool, Optional<String> method, Optional<String> server) {

    static final Selected BY_CONDITION = new Selected(Optional.empty(), Optional.empty(), Optional.empty());

    static Selected byTool(String tool) {
        return new Selected(Optional.of(tool), Optional.empty(), Optional.empty());
    }

    static Selected byMethod(String method) {
        return new Selected(Optional.empty(), Optional.of(method), Optional.empty());
    }

    Selected toServer(String name) {
        return new Selected(tool, method, Optional.of(name));
    }
}
