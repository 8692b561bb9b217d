/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import java.util.ArrayList;
import java.util.List;

/** {@code deprecated}: the notice that a part will go. */
final class DeprecationChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        boolean before = pair.before().bool("deprecated").orElse(false);
        boolean now = pair.now().bool("deprecated").orElse(false);
        if (before != now) {
            findings.add(Finding.note(
                    "deprecated",
                    pair.at("deprecated"),
                    now ? Compatibility.RISKY : Compatibility.COSMETIC,
                    Aspect.CONTRACT,
                    Trust.NONE,
                    now ? "it is deprecated now" : "it is no longer deprecated"));
        }
        return findings;
    }
}
