/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import static java.util.stream.Collectors.groupingBy;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.RecordedUse;
import dev.mcpjunit.drift.change.RecordedUse.Effect;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.RecordedPrompt;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Adds to changes what recorded requests say about them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WeighedChanges {

    /** Clients that refuse such a tool lose the whole list. */
    private static final String REFUSED = "tool.shape-refused";

    private static final String SOFT = "input.required-with-default";

    private final Usage usage;
    private final Catalog before;
    private final Map<String, UsedTool> tools = new LinkedHashMap<>();
    private final Map<Change, BrokenCall> breaks = new LinkedHashMap<>();
    private final Set<Change> soft = new HashSet<>();

    private WeighedChanges(List<Change> changes, Usage usage, Catalog before, Catalog now) {
        this.usage = usage;
        this.before = before;
        usage.calls().stream()
                .collect(groupingBy(RecordedCall::tool))
                .forEach((name, calls) -> tools.put(name, UsedTool.of(calls, before.tool(name), now.tool(name))));
        BrokenCall.among(usage.calls(), before.tools(), now).forEach(call -> explain(call, changes));
    }

    /** Weigh changes between two catalogs. */
    public static List<Change> of(List<Change> changes, Usage usage, Catalog before, Catalog now) {
        var weighed = new WeighedChanges(changes, usage, before, now);
        return changes.stream()
                .map(change -> weighed.use(change).map(use -> with(change, use)).orElse(change))
                .toList();
    }

    /** A change that breaks a recorded request is proved to break, whatever it is in general. */
    private static Change with(Change change, RecordedUse use) {
        return new Change(
                change.rule(),
                change.subject(),
                change.at(),
                change.aspect(),
                use.effect() == Effect.BREAKS ? Compatibility.BREAKING : change.compatibility(),
                change.trust(),
                change.words(),
                change.details().withUse(use));
    }

    /** Find the changes that break a call; if none explains it, the worst of those that are about the part. */
    private void explain(BrokenCall call, List<Change> changes) {
        if (call.isOnlyIncomplete()) {
            return;
        }
        List<Change> about = about(call, changes);
        if (call.violations().isEmpty()) {
            blame(call, worst(about));
            return;
        }
        boolean isExplained = false;
        for (SchemaViolation violation : call.harmful()) {
            List<Change> explaining = worst(about.stream()
                    .filter(change -> place(call, change).explains(violation))
                    .toList());
            blame(call, explaining);
            isExplained |= explaining.stream().anyMatch(change -> !change.rule().equals(SOFT));
        }
        boolean isSoft = call.harmful().stream().allMatch(violation -> about.stream()
                .anyMatch(change ->
                        change.rule().equals(SOFT) && place(call, change).explains(violation)));
        if (!isExplained && !isSoft) {
            blame(
                    call,
                    about.stream()
                            .filter(change -> !change.rule().equals(SOFT))
                            .limit(1)
                            .toList());
        }
    }

    /** The changes of the part of a tool that a call breaks at, worst first. */
    private static List<Change> about(BrokenCall call, List<Change> changes) {
        Subject tool = Subject.tool(call.call().tool());
        List<Change> ofPart = changes.stream()
                .filter(change -> change.subject().equals(tool)
                        && (call.part() == BrokenCall.Part.TOOL
                                ? change.at().equals(JsonPointer.ROOT)
                                : change.at().toString().startsWith(call.part().place())))
                .sorted(Comparator.comparing(Change::compatibility))
                .toList();
        List<Change> contract = ofPart.stream()
                .filter(change -> change.aspect() == Aspect.CONTRACT)
                .toList();
        return contract.isEmpty() ? ofPart : contract;
    }

    /** Those that are known to harm clients; otherwise those that a program may notice; otherwise all. */
    private static List<Change> worst(List<Change> changes) {
        Comparator<Change> rank = Comparator.comparingInt(change -> switch (change.compatibility()) {
            case BREAKING, INTEROP, RISKY -> 0;
            case COMPATIBLE -> 1;
            case COSMETIC -> 2;
        });
        return changes.stream()
                .min(rank)
                .map(least -> changes.stream()
                        .filter(change -> rank.compare(change, least) == 0)
                        .toList())
                .orElse(List.of());
    }

    private void blame(BrokenCall call, List<Change> changes) {
        for (Change change : changes) {
            if (change.rule().equals(SOFT)) {
                soft.add(change);
            } else {
                breaks.putIfAbsent(change, call);
            }
        }
    }

    private UsedPlace place(BrokenCall call, Change change) {
        return Objects.requireNonNull(tools.get(call.call().tool())).place(change);
    }

    private Optional<RecordedUse> use(Change change) {
        if (change.rule().equals(REFUSED) || soft.contains(change)) {
            return Optional.empty();
        }
        return switch (change.subject().kind()) {
            case TOOL -> tool(change);
            case PROMPT -> prompt(change);
            case RESOURCE ->
                resource(uri -> ResourceUris.isSame(change.subject().name(), uri));
            case TEMPLATE -> resource(uri -> ResourceUris.mayBe(change.subject().name(), uri));
            case SERVER -> server(change);
        };
    }

    private Optional<RecordedUse> tool(Change change) {
        BrokenCall broken = breaks.get(change);
        if (broken != null) {
            return Optional.of(new RecordedUse(Effect.BREAKS, broken.sentence()));
        }
        if (before.tool(change.subject().name()).isEmpty()) {
            // No recording was made with a new tool, so it says nothing about what is wrong with it.
            return Optional.empty();
        }
        UsedTool tool = tools.get(change.subject().name());
        return tool == null ? Optional.of(UsedTool.unused("no recorded call uses the tool")) : tool.use(change);
    }

    private Optional<RecordedUse> prompt(Change change) {
        List<RecordedPrompt> used = usage.prompts().stream()
                .filter(prompt -> prompt.name().equals(change.subject().name()))
                .toList();
        if (used.isEmpty()) {
            return Optional.of(UsedTool.unused("no recorded request uses the prompt"));
        }
        List<RecordedPrompt> successful =
                used.stream().filter(prompt -> prompt.result().isPresent()).toList();
        List<String> place = change.at().tokens();
        boolean requires = change.rule().equals("prompt.argument-added")
                || change.rule().equals("prompt.argument-became-required");
        boolean sent = used.stream()
                .anyMatch(prompt -> place.size() < 2 || prompt.arguments().has(place.get(1)));
        if (!requires && !sent) {
            return Optional.of(UsedTool.unused("no recorded request sends it"));
        }
        if (!requires || place.size() != 2 || successful.isEmpty()) {
            return Optional.of(new RecordedUse(Effect.USES, "a recorded request uses the prompt"));
        }
        return Optional.of(successful.stream()
                .filter(prompt -> !prompt.arguments().has(place.get(1)))
                .findFirst()
                .map(prompt -> new RecordedUse(
                        change.compatibility() == Compatibility.BREAKING ? Effect.BREAKS : Effect.USES,
                        "a recorded request has only " + BrokenCall.shown(prompt.arguments())))
                .orElseGet(() -> UsedTool.unused("no recorded request omits it")));
    }

    private Optional<RecordedUse> resource(Predicate<String> isFor) {
        return Optional.of(usage.resources().stream()
                .filter(isFor)
                .sorted()
                .findFirst()
                .map(uri -> new RecordedUse(
                        Effect.USES, "a recorded request is for " + BrokenCall.shown(JsonValue.of(uri))))
                .orElseGet(() -> UsedTool.unused("no recorded request is for such a resource")));
    }

    private Optional<RecordedUse> server(Change change) {
        List<String> place = change.at().tokens();
        if (place.size() < 2 || !place.get(0).equals("capabilities")) {
            return Optional.empty();
        }
        boolean isNeeded =
                switch (place.get(1)) {
                    case "prompts" -> requests("prompts/");
                    case "resources" ->
                        (place.size() > 2 && place.get(2).equals("subscribe"))
                                ? requests("resources/subscribe") || requests(Methods.LISTEN)
                                : requests("resources/") || !usage.resources().isEmpty();
                    case "completions" -> requests("completion/");
                    case "logging" -> requests("logging/");
                    case "tasks" -> needsTasks();
                    case "extensions" ->
                        place.size() < 3 || !place.get(2).equals("io.modelcontextprotocol/tasks") || needsTasks();
                    default -> requests("");
                };
        return isNeeded ? Optional.empty() : Optional.of(UsedTool.unused("no recorded request needs the capability"));
    }

    private boolean needsTasks() {
        return requests("tasks/") || usage.calls().stream().anyMatch(BrokenCall::isTask);
    }

    private boolean requests(String start) {
        return usage.methods().stream().anyMatch(method -> method.startsWith(start));
    }
}
