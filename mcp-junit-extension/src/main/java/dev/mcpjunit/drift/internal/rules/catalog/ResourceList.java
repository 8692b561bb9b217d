/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Subject.Kind;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.EntryTexts;
import dev.mcpjunit.drift.internal.rules.text.NameIndex;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code resource.added}, {@code resource.removed}, {@code template.added}, {@code template.removed} and changes of
 * those that were there and still are. Lists of resources may be made on the fly, so that one which is gone is a risk
 * unless they are said to be fixed; a template that is gone breaks everybody who fills it.
 */
final class ResourceList {

    private static final List<String> TEXTS = List.of("description", "title", "name");

    private static final List<String> MOVING = List.of("annotations", "size");

    private ResourceList() {}

    static List<Change> changes(Catalog before, Catalog now, Set<Convention> conventions) {
        boolean fixed = conventions.contains(Convention.RESOURCES_ARE_FIXED);
        var changes = new ArrayList<>(changes(
                "resource",
                Kind.RESOURCE,
                before.resources(),
                now.resources(),
                Resource::uri,
                Resource::raw,
                fixed ? Compatibility.BREAKING : Compatibility.RISKY));
        TemplateList templates = TemplateList.of(before.resourceTemplates(), now.resourceTemplates());
        changes.addAll(templates.extended());
        changes.addAll(changes(
                "template",
                Kind.TEMPLATE,
                templates.before(),
                now.resourceTemplates(),
                ResourceTemplate::uriTemplate,
                ResourceTemplate::raw,
                Compatibility.BREAKING));
        return changes;
    }

    private static <T> List<Change> changes(
            String prefix,
            Kind kind,
            List<T> before,
            List<T> now,
            Function<T, String> name,
            Function<T, JsonObject> raw,
            Compatibility gone) {
        Pairing<T> entries = Pairing.of(before, now, name, raw);
        List<String> come = entries.come().stream().map(name).toList();
        NameIndex spellings = NameIndex.of(come.stream());
        var changes = new ArrayList<Change>();
        entries.gone()
                .forEach(entry -> changes.add(Change.contract(
                                prefix + ".removed",
                                new Subject(kind, name.apply(entry)),
                                JsonPointer.ROOT,
                                gone,
                                "the " + prefix + " is gone")
                        .withHint(successor(kind, name.apply(entry), come)
                                .or(() -> spellings.renamed(name.apply(entry))))));
        for (T entry : entries.come()) {
            var subject = new Subject(kind, name.apply(entry));
            changes.add(Change.contract(
                    prefix + ".added",
                    subject,
                    JsonPointer.ROOT,
                    Compatibility.COMPATIBLE,
                    "the " + prefix + " is new"));
            changes.addAll(EntryTexts.suspicious(prefix, subject, JsonObject.EMPTY, raw.apply(entry)));
        }
        entries.duplicates()
                .forEach(each -> changes.add(Change.contract(
                        prefix + ".duplicate",
                        new Subject(kind, each),
                        JsonPointer.ROOT,
                        Compatibility.RISKY,
                        "it is listed more than once")));
        for (Pairing.Pair<T> pair : entries.both()) {
            var subject = new Subject(kind, name.apply(pair.now()));
            JsonObject old = raw.apply(pair.before());
            JsonObject young = raw.apply(pair.now());
            changes.addAll(EntryTexts.merged(
                    changed(prefix, subject, old, young), EntryTexts.suspicious(prefix, subject, old, young)));
        }
        return changes;
    }

    /** Another template may have the same literal text and other variables. */
    private static Optional<String> successor(Kind kind, String gone, List<String> come) {
        return kind != Kind.TEMPLATE
                ? Optional.empty()
                : come.stream()
                        .filter(other -> literal(other).equals(literal(gone)))
                        .findFirst()
                        .map(other -> "now '" + other + "'?");
    }

    private static String literal(String template) {
        return template.replaceAll("\\{[^}]*}", "{}");
    }

    private static List<Change> changed(String prefix, Subject subject, JsonObject before, JsonObject now) {
        var changes = new ArrayList<Change>();
        if (!Objects.equals(before.get("mimeType"), now.get("mimeType"))) {
            changes.add(Change.contract(
                    prefix + ".media-type",
                    subject,
                    ToolPair.at("mimeType"),
                    Compatibility.RISKY,
                    "the media type was " + before.string("mimeType").orElse("unknown") + " and is "
                            + now.string("mimeType").orElse("unknown")));
        }
        TEXTS.forEach(field -> changes.addAll(Texts.changed(prefix, subject, field, before, now)));
        for (String field : MOVING) {
            if (!Objects.equals(before.get(field), now.get(field))) {
                changes.add(Change.of(
                        prefix + "." + field + "-changed",
                        subject,
                        ToolPair.at(field),
                        Aspect.NOTATION,
                        Compatibility.COSMETIC,
                        Trust.NONE,
                        "it is expected to move"));
            }
        }
        changes.addAll(Fields.changed(
                prefix,
                subject,
                before,
                now,
                Set.of("uri", "uriTemplate", "mimeType", "description", "title", "name", "size", "annotations")));
        return changes;
    }
}
