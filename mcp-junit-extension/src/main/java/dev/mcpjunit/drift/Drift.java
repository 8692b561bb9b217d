/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.drift.DriftReport.Accepted;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.RecordedUse;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.drift.internal.rules.catalog.CatalogChanges;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.drift.internal.use.WeighedChanges;
import dev.mcpjunit.internal.text.Similarity;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.DeepStack;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Compares two catalogs and grades every change.
 *
 * <pre>{@code
 * Catalog before = CatalogFile.read(Path.of("weather-1.4.json"));
 * Catalog now = CatalogFile.read(Path.of("weather-1.5.json"));
 * DriftReport report = Drift.compare(before, now, DriftOptions.defaults());
 * if (report.fails()) {
 *     System.out.println(DriftText.of(report));
 * }
 * }</pre>
 *
 * <p>The order of lists and of keys makes no difference. The server's version and the protocol revision are expected to
 * change, and reported as cosmetic. For two schemas alone there is {@link dev.mcpjunit.drift.schema.SchemaComparison}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Drift {

    private static final int LISTED = 20;

    private Drift() {}

    /**
     * Compare.
     *
     * @param before the catalog that clients rely on
     * @param now the catalog that took its place
     * @param options how to compare, and what fails
     * @return the report; never {@code null}
     */
    public static DriftReport compare(Catalog before, Catalog now, DriftOptions options) {
        return compare(before, now, List.of(), options);
    }

    /**
     * Compare two catalogs, and report further changes with them.
     *
     * @param before the catalog that clients rely on
     * @param now the catalog that took its place
     * @param beside changes that the catalogs do not show, such as another image of the server
     * @param options how to compare, and what fails
     * @return the report; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static DriftReport compare(Catalog before, Catalog now, List<Change> beside, DriftOptions options) {
        Set<String> tools = options.tools();
        Catalog old = tools.isEmpty() ? before : restricted(before, tools);
        Catalog young = tools.isEmpty() ? now : restricted(now, tools);
        var question = new SchemaQuestion(options.contentModel(), options.budget(), options.conventions());
        Stream<Change> inside = Stream.concat(
                DeepStack.call(values(old, young), () -> CatalogChanges.compare(old, young, question)).stream(),
                tools.isEmpty() ? Stream.empty() : CatalogChanges.aimedAt(tools, before.tools(), now.tools()).stream());
        List<Change> all = Stream.concat(beside.stream(), inside).toList();
        List<Change> changes = visible(
                options
                        .usage()
                        .map(usage -> DeepStack.call(
                                values(old, young, usage), () -> WeighedChanges.of(all, usage, old, young)))
                        .orElse(all)
                        .stream(),
                options);
        List<Change> known =
                visible(DeepStack.call(values(old, young), () -> CatalogChanges.known(old, young)).stream(), options);
        List<PointerPattern> unmatched = options.ignore().stream()
                .filter(place -> !Places.has(before, place) && !Places.has(now, place))
                .toList();
        return judged(changes, known, options, unknownTools(before, now, tools), unmatched);
    }

    /**
     * Judge one catalog by itself, for example before it is pinned for the first time.
     *
     * <p>Every text counts as new. The report has what {@link #compare(Catalog, Catalog, DriftOptions)} would report if
     * everything had just been added, without the additions themselves.
     *
     * @param catalog the catalog
     * @param options what to look at, and what fails; acceptances that match nothing are not reported
     * @return the report, empty if there is nothing to object to; never {@code null}
     */
    public static DriftReport inspect(Catalog catalog, DriftOptions options) {
        Set<String> tools = options.tools();
        Stream<Change> inside = CatalogChanges.inspect(
                tools.isEmpty() ? catalog : restricted(catalog, tools),
                new SchemaQuestion(options.contentModel(), options.budget(), options.conventions()))
                .stream();
        Stream<Change> outside =
                tools.isEmpty() ? Stream.empty() : CatalogChanges.aimedAt(tools, List.of(), catalog.tools()).stream();
        List<Change> findings = visible(Stream.concat(inside, outside), options);
        return judged(findings, List.of(), options, unknownTools(catalog, catalog, tools), List.of())
                .withoutUnused();
    }

    private static List<Change> visible(Stream<Change> changes, DriftOptions options) {
        return changes.flatMap(change -> options.profile().view(change).stream())
                .filter(change -> options.ignore().stream().noneMatch(place -> place.matches(change.pointer())))
                .sorted(DriftReport.WORST_FIRST)
                .toList();
    }

    private static DriftReport judged(
            List<Change> changes,
            List<Change> known,
            DriftOptions options,
            List<String> problems,
            List<PointerPattern> unmatched) {
        var failing = new ArrayList<Change>();
        var tolerated = new ArrayList<Change>();
        var accepted = new ArrayList<Accepted>();
        var unused = new ArrayList<>(options.accept());
        for (Change change : changes) {
            boolean fails = fails(change, options.failOn());
            Optional<Acceptance> match = options.accept().stream()
                    .filter(acceptance -> acceptance.covers(change))
                    .findFirst();
            options.accept().stream()
                    .filter(acceptance -> acceptance.covers(change))
                    .forEach(unused::remove);
            if (!fails) {
                tolerated.add(change);
            } else if (match.filter(each -> !each.hasExpired(options.today())).isPresent()) {
                accepted.add(new Accepted(change, match.get()));
            } else {
                failing.add(change);
            }
        }
        unused.removeIf(acceptance -> known.stream().anyMatch(acceptance::covers));
        var sentences = new ArrayList<>(problems);
        options.accept().stream()
                .filter(acceptance -> acceptance.hasExpired(options.today()))
                .peek(unused::remove)
                .map(acceptance -> acceptance + " has expired. Its reason was: " + acceptance.reason()
                        + ". Update the snapshot, or give it another day if the reason still holds.")
                .forEach(sentences::add);
        return new DriftReport(failing, tolerated, accepted, unused, known, sentences, unmatched);
    }

    /** What no recorded request uses does not fail, unless its text does: a model reads the whole list. */
    private static boolean fails(Change change, Set<Level> failOn) {
        boolean unused = change.use()
                .filter(use -> use.effect() == RecordedUse.Effect.UNUSED)
                .isPresent();
        return unused
                ? Stream.of(Level.SUSPICIOUS, Level.REVIEW)
                        .anyMatch(level -> change.levels().contains(level) && failOn.contains(level))
                : !Collections.disjoint(change.levels(), failOn);
    }

    /**
     * Name the tools of the options that a server does not list, in sentences.
     *
     * @param catalog what the server declares
     * @param options what is compared
     * @return the sentences; empty if it lists them all; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static List<String> unknownTools(Catalog catalog, DriftOptions options) {
        return unknownTools(catalog, catalog, options.tools());
    }

    private static List<String> unknownTools(Catalog before, Catalog now, Set<String> tools) {
        return new TreeSet<>(tools)
                .stream()
                        .filter(name ->
                                before.tool(name).isEmpty() && now.tool(name).isEmpty())
                        .map(name -> "tools = \"" + name + "\": the server lists no such tool."
                                + Similarity.nearest(name, names(before, now))
                                        .map(other -> " Did you mean '" + other + "'?")
                                        .orElseGet(() -> listed(names(now, now))))
                        .toList();
    }

    private static String listed(Set<String> names) {
        return names.isEmpty()
                ? " It lists no tool at all."
                : " It lists " + names.stream().limit(LISTED).collect(Collectors.joining(", "))
                        + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more." : ".");
    }

    private static Set<String> names(Catalog before, Catalog now) {
        return Stream.of(before, now)
                .flatMap(catalog -> catalog.tools().stream())
                .map(Tool::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonValue> values(Catalog... catalogs) {
        var values = new ArrayList<JsonValue>();
        for (Catalog catalog : catalogs) {
            catalog.tools().forEach(tool -> values.add(tool.raw()));
            catalog.prompts().forEach(prompt -> values.add(prompt.raw()));
            catalog.resources().forEach(resource -> values.add(resource.raw()));
            catalog.resourceTemplates().forEach(template -> values.add(template.raw()));
            values.add(catalog.server().info());
            values.add(catalog.server().capabilities());
        }
        return values;
    }

    private static List<JsonValue> values(Catalog before, Catalog now, Usage usage) {
        var values = new ArrayList<>(values(before, now));
        usage.calls().forEach(call -> {
            values.add(call.arguments());
            call.result().ifPresent(result -> values.add(result.raw()));
        });
        return values;
    }

    /** What a consumer of some tools can see of a catalog. */
    private static Catalog restricted(Catalog catalog, Set<String> tools) {
        ServerDescription server = catalog.server();
        JsonObject capabilities = JsonObject.builder()
                .putIfPresent("tools", Optional.ofNullable(server.capabilities().get("tools")))
                .build();
        return new Catalog(
                new ServerDescription(server.protocol(), server.info(), capabilities, server.instructions()),
                catalog.clientCapabilities(),
                catalog.tools().stream()
                        .filter(tool -> tools.contains(tool.name()))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
    }
}
