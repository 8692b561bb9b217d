/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import static java.util.stream.Collectors.groupingBy;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Finds what recorded calls use of a server that another catalog does not have. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UsedAdditions {

    private static final Set<String> ARGUMENTS =
            Set.of("input.property-added", "input.required-property-added", "input.required-with-default");
    private static final Set<String> MEMBERS = Set.of("output.property-added", "output.required-property-added");

    private final Map<String, List<RecordedCall>> calls;
    private final Catalog before;
    private final Catalog recorded;

    private UsedAdditions(List<RecordedCall> calls, Catalog before, Catalog recorded) {
        this.calls = calls.stream().filter(BrokenCall::succeeded).collect(groupingBy(RecordedCall::tool));
        this.before = before;
        this.recorded = recorded;
    }

    /**
     * Say which recorded call uses something that is not in a catalog; empty if there is none.
     *
     * @param changes the changes from the catalog to the recorded declarations
     * @param before the catalog
     * @param recorded the recorded declarations
     */
    public static Optional<String> first(
            List<Change> changes, List<RecordedCall> calls, Catalog before, Catalog recorded) {
        var additions = new UsedAdditions(calls, before, recorded);
        return changes.stream()
                .flatMap(change -> additions.sentence(change).stream())
                .findFirst();
    }

    private Optional<String> sentence(Change change) {
        if (change.subject().kind() != Subject.Kind.TOOL) {
            return Optional.empty();
        }
        String name = change.subject().name();
        List<RecordedCall> ofTool = calls.getOrDefault(name, List.of());
        if (change.rule().equals("tool.added")) {
            return ofTool.stream()
                    .findFirst()
                    .map(call -> BrokenCall.title(call) + " is of a tool that the snapshot does not have");
        }
        boolean isArgument = ARGUMENTS.contains(change.rule());
        if (!isArgument && !MEMBERS.contains(change.rule())) {
            return Optional.empty();
        }
        UsedPlace place =
                UsedTool.of(ofTool, before.tool(name), recorded.tool(name)).place(change);
        String what = " '" + Printable.line(change.at().toString()) + "', which the snapshot does not have";
        return ofTool.stream()
                .filter(call -> isArgument
                        ? place.isIn(call.arguments())
                        : call.result()
                                .flatMap(ToolResult::structuredContent)
                                .filter(place::isIn)
                                .isPresent())
                .findFirst()
                .map(call -> BrokenCall.title(call) + (isArgument ? " sends" : " returned") + what);
    }
}
