/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.CostGrowth;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.budget.internal.BudgetCheck;
import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.budget.internal.GrowthLimit;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.pin.PinnedCatalog;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.SnapshotMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Decides which budget holds for which servers of a class or a test, and checks it. This is done before pins are
 * checked, because those may write the snapshots that a growth is compared with.
 */
final class BudgetedServers {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.ContextBudget");

    private final Declarations declared;
    private final BudgetLimits limits;
    private final List<DeclaredServer> servers;

    private BudgetedServers(Declarations declared, BudgetLimits limits) {
        this.declared = declared;
        this.limits = limits;
        this.servers = counted();
    }

    /**
     * Check the budget of a class.
     *
     * @return the failures of limits; the pins can be checked nevertheless
     * @throws AssertionFailedError if a pin would write a growth that is not accepted
     */
    static List<AssertionFailedError> checkClass(Declarations declared) {
        protectSnapshots(declared);
        boolean isNew = declared.ofClass().budget().get().isPresent()
                || !declared.ownServers().isEmpty();
        return declared.budget()
                .filter(limits -> isNew)
                .map(limits -> new BudgetedServers(declared, limits))
                .filter(budget -> !budget.servers.isEmpty() && !budget.hasServersOfTests())
                .map(BudgetedServers::check)
                .orElseGet(List::of);
    }

    /**
     * Check the budget of a method, and that of its class if it counts servers that are started for each test.
     *
     * @return the failures of limits; the pins can be checked nevertheless
     * @throws AssertionFailedError if a pin would write a growth that is not accepted
     */
    static List<AssertionFailedError> checkMethod(Declarations declared) {
        Stream<BudgetedServers> ofMethod =
                declared.methodBudget().map(limits -> new BudgetedServers(declared, limits)).stream();
        Stream<BudgetedServers> ofClass = declared
                .budget()
                .map(limits -> new BudgetedServers(declared, limits))
                .filter(BudgetedServers::hasServersOfTests)
                .stream();
        return Stream.concat(ofMethod, ofClass)
                .flatMap(budget -> budget.check().stream())
                .toList();
    }

    /** The servers that count; a class whose tests register servers has none yet. */
    private List<DeclaredServer> counted() {
        List<DeclaredServer> visible = declared.visibleServers();
        if (declared.context().getTestMethod().isPresent() && visible.isEmpty()) {
            throw wrong("there is no server whose tools could be counted. Declare one: @McpServer");
        }
        limits.servers().stream()
                .filter(name -> !visible.isEmpty()
                        && visible.stream().noneMatch(server -> server.name().equals(name)))
                .findFirst()
                .ifPresent(unknown -> {
                    throw wrong("servers = \"" + unknown + "\": there is no such server. The servers are "
                            + visible.stream().map(DeclaredServer::name).toList());
                });
        return visible.stream()
                .filter(server -> limits.servers().isEmpty() || limits.servers().contains(server.name()))
                .toList();
    }

    private boolean hasServersOfTests() {
        return servers.stream()
                .anyMatch(server -> server.lifetime() == Lifetime.METHOD || server.endsWith(declared.context()));
    }

    private List<AssertionFailedError> check() {
        Measured measured = measure(servers);
        SnapshotMode mode = mode();
        var check = new BudgetCheck(measured.cost());
        limits.maxTokens().ifPresent(most -> check.total(most, "maxTokens = " + most));
        limits.maxPerTool().ifPresent(most -> check.perTool(most, "maxPerTool = " + most));
        if (mode.isUpdate()) {
            measured.growths().forEach(this::logAccepted);
        } else {
            measured.growths().forEach((server, growth) -> checkGrowth(server, growth, check));
        }
        Optional<AssertionFailedError> failure = check.problem().map(problem -> failed(problem, measured, mode));
        if (mode == SnapshotMode.ACCEPT_COMPATIBLE && measured.exceeds(limits) && failure.isPresent()) {
            throw failure.get();
        }
        return failure.stream().toList();
    }

    /** Before a class writes what has grown, check the growth that its methods limit. */
    private static void protectSnapshots(Declarations declared) {
        declared.methodBudgets().stream()
                .filter(limits -> limits.growth().isPresent())
                .filter(limits -> new Settings(declared.context()).snapshotMode() == SnapshotMode.ACCEPT_COMPATIBLE)
                .forEach(limits -> new BudgetedServers(declared, limits).checkGrowthOfClass());
    }

    private void checkGrowthOfClass() {
        List<DeclaredServer> pinnedNow = servers.stream()
                .filter(server -> server.lifetime() != Lifetime.METHOD)
                .toList();
        if (pinnedNow.isEmpty()) {
            return;
        }
        Measured measured = measure(pinnedNow);
        var check = new BudgetCheck(measured.cost());
        measured.growths().forEach((server, growth) -> checkGrowth(server, growth, check));
        check.problem().ifPresent(problem -> {
            throw failed(problem, measured, SnapshotMode.ACCEPT_COMPATIBLE);
        });
    }

    private SnapshotMode mode() {
        return limits.growth().isPresent() ? new Settings(declared.context()).snapshotMode() : SnapshotMode.VERIFY;
    }

    private void checkGrowth(String server, CostGrowth growth, BudgetCheck check) {
        limits.growth()
                .ifPresent(most -> check.growth(
                        "The tools of server '" + server + "'",
                        growth,
                        most,
                        "growthSinceSnapshot = \"" + most.text() + "\""));
    }

    private void logAccepted(String server, CostGrowth growth) {
        if (growth.tokens() != 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Context cost by {0}: the tools of server ''{1}'' changed {2}. The updated snapshot accepts this change.",
                    growth.now().tokenizer(),
                    server,
                    growth);
        }
    }

    private AssertionFailedError failed(String problem, Measured measured, SnapshotMode mode) {
        boolean isGrowth = !mode.isUpdate() && measured.exceeds(limits);
        String kept = isGrowth && mode == SnapshotMode.ACCEPT_COMPATIBLE ? "\n  No snapshot was written." : "";
        String accept = isGrowth
                ? "\n  Accept the growth with   "
                        + ProjectFiles.around(declared.testClass()).command(declared.testClass(), "update")
                : "";
        return new AssertionFailedError(problem + kept + accept);
    }

    private Measured measure(List<DeclaredServer> asked) {
        Map<String, Path> files = limits.growth().isPresent() ? PinnedServers.files(declared) : Map.of();
        Map<String, Catalog> catalogs = new LinkedHashMap<>();
        Map<String, String> unmeasured = new LinkedHashMap<>();
        Map<String, CostGrowth> growths = new LinkedHashMap<>();
        Tokenizer tokenizer = limits.tokenizer();
        for (DeclaredServer server : asked) {
            requirePin(server, files);
            ServerHandle handle = Servers.handle(server, declared.context());
            try {
                Catalog catalog = PinnedCatalog.masked(handle.catalog(), handle.secrets());
                catalogs.put(server.name(), catalog);
                Optional.ofNullable(files.get(server.name()))
                        .flatMap(file -> PinnedCatalog.read(file, handle.secrets()))
                        .ifPresent(pinned -> growths.put(
                                server.name(),
                                cost(server, catalog, tokenizer).since(cost(server, pinned, tokenizer))));
            } catch (McpException notAnswered) {
                unmeasured.put(server.name(), String.valueOf(notAnswered.getMessage()));
            }
        }
        return new Measured(ContextCost.of(catalogs, unmeasured, tokenizer), growths);
    }

    private static ContextCost cost(DeclaredServer server, Catalog catalog, Tokenizer tokenizer) {
        return ContextCost.of(Map.of(server.name(), catalog), tokenizer);
    }

    private void requirePin(DeclaredServer server, Map<String, Path> files) {
        if (limits.growth().isPresent() && !files.containsKey(server.name())) {
            throw wrong(
                    "growthSinceSnapshot needs a snapshot of server '" + server.name() + "'. Pin it: @PinnedSchema");
        }
    }

    private RuntimeException wrong(String why) {
        return WrongConfiguration.because(
                "@ContextBudget on " + declared.testClass().getName() + ": " + why + ".");
    }

    /** What was counted, and how it has grown since the snapshots that there are. */
    private record Measured(ContextCost cost, Map<String, CostGrowth> growths) {

        boolean exceeds(BudgetLimits limits) {
            return limits.growth()
                    .filter(most -> growths.values().stream().anyMatch(growth -> isOver(growth, most)))
                    .isPresent();
        }

        private static boolean isOver(CostGrowth growth, GrowthLimit most) {
            return growth.now().total() > most.most(growth.before().total());
        }
    }
}
