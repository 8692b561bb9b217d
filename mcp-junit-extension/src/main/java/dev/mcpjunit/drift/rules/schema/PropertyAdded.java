/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonObject;
import java.util.function.Consumer;

/** A member came. */
final class PropertyAdded implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        var old = SchemaPair.properties(pair.before());
        var now = SchemaPair.properties(pair.after());
        var required = SchemaPair.required(pair.after());
        now.members().forEach((name, schema) -> {
            if (old.has(name)) {
                return;
            }
            boolean wanted = required.contains(name);
            boolean hasDefault = schema instanceof JsonObject object && object.has("default");
            var at = pair.at().child("properties").child(name);
            String rule = "property-added";
            String words = "optional property '" + name + "' added";
            Compatibility compatibility = Compatibility.COMPATIBLE;
            if (!pair.isInput()) {
                words = "property '" + name + "' added";
                compatibility = SchemaPair.isClosed(pair.before()) ? Compatibility.BREAKING : Compatibility.COMPATIBLE;
            } else if (wanted && hasDefault) {
                rule = "required-with-default";
                words = "required property '" + name + "' added; it has a default, which a server need not apply";
                compatibility = Compatibility.RISKY;
            } else if (wanted) {
                rule = "required-property-added";
                words = "required property '" + name + "' added";
                compatibility = Compatibility.BREAKING;
            }
            changes.accept(pair.change(at, rule, compatibility, Trust.UNCHANGED, words, null, schema));
        });
    }
}
