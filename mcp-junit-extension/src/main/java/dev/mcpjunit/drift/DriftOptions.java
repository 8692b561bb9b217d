/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How catalogs are compared and what fails.
 *
 * @param profile which changes are reported, and what fails by default
 * @param contentModel which values count when schemas are compared
 * @param failOn the levels that fail
 * @param tools the tools to restrict the comparison to; empty for everything. With tools named, prompts, resources and
 *     other capabilities are left out too
 * @param ignore places to ignore
 * @param accept known changes that do not fail
 * @param today the current day; acceptances that ended before it no longer hold
 * @param conventions agreements with clients that the catalogs do not state
 * @param budget the limit of steps and time for each comparison of two schemas
 * @param usage what a client uses of the server; empty if everything counts
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DriftOptions(
        Profile profile,
        ContentModel contentModel,
        Set<Level> failOn,
        Set<String> tools,
        List<PointerPattern> ignore,
        List<Acceptance> accept,
        LocalDate today,
        Set<Convention> conventions,
        Budget budget,
        Optional<Usage> usage) {

    /**
     * The default limit for the comparison of two schemas: as many steps as {@link Budget#DEFAULT}, which usually take
     * a few milliseconds, and 10 seconds, so that a JVM that has just started on a busy machine still finds a break.
     */
    public static final Budget PATIENT = Budget.DEFAULT.withTime(Duration.ofSeconds(10));

    /** Copy the collections. */
    public DriftOptions {
        failOn = Set.copyOf(failOn);
        tools = Set.copyOf(tools);
        ignore = List.copyOf(ignore);
        accept = List.copyOf(accept);
        conventions = Set.copyOf(conventions);
    }

    /**
     * Start with the options of a profile: all tools, nothing ignored, nothing accepted,
     * {@link ContentModel#DECLARED_ONLY}, {@link #PATIENT}.
     *
     * @param profile which changes are reported, and what fails by default
     * @param clock gives the current day
     * @return the options; never {@code null}
     */
    public static DriftOptions of(Profile profile, Clock clock) {
        return new DriftOptions(
                profile,
                ContentModel.DECLARED_ONLY,
                profile.failOn(),
                Set.of(),
                List.of(),
                List.of(),
                LocalDate.now(clock),
                Set.of(),
                PATIENT,
                Optional.empty());
    }

    /**
     * Start with the options of {@link Profile#AGENT}.
     *
     * @return the options; never {@code null}
     */
    public static DriftOptions defaults() {
        return of(Profile.AGENT, Clock.systemUTC());
    }

    /**
     * Set which values count when schemas are compared.
     *
     * @param model the content model
     * @return options with that change; never {@code null}
     */
    public DriftOptions withContentModel(ContentModel model) {
        return new DriftOptions(profile, model, failOn, tools, ignore, accept, today, conventions, budget, usage);
    }

    /**
     * Fail on further levels. The levels that fail already still fail.
     *
     * @param levels the additional levels
     * @return options with that change; never {@code null}
     */
    public DriftOptions withAlsoFailOn(Set<Level> levels) {
        Set<Level> all = EnumSet.noneOf(Level.class);
        all.addAll(failOn);
        all.addAll(levels);
        return new DriftOptions(profile, contentModel, all, tools, ignore, accept, today, conventions, budget, usage);
    }

    /**
     * Restrict the comparison to some tools.
     *
     * @param names their names; empty for everything
     * @return options with that change; never {@code null}
     */
    public DriftOptions withTools(Set<String> names) {
        return new DriftOptions(
                profile, contentModel, failOn, names, ignore, accept, today, conventions, budget, usage);
    }

    /**
     * Ignore some places.
     *
     * @param places the places
     * @return options with that change; never {@code null}
     */
    public DriftOptions withIgnore(List<PointerPattern> places) {
        return new DriftOptions(
                profile, contentModel, failOn, tools, places, accept, today, conventions, budget, usage);
    }

    /**
     * Accept some changes.
     *
     * @param known the changes
     * @return options with that change; never {@code null}
     */
    public DriftOptions withAccept(List<Acceptance> known) {
        return new DriftOptions(profile, contentModel, failOn, tools, ignore, known, today, conventions, budget, usage);
    }

    /**
     * Declare agreements with clients that the catalogs do not state.
     *
     * @param agreed the conventions
     * @return options with that change; never {@code null}
     */
    public DriftOptions withConventions(Set<Convention> agreed) {
        return new DriftOptions(profile, contentModel, failOn, tools, ignore, accept, today, agreed, budget, usage);
    }

    /**
     * Limit the steps and the time of each comparison of two schemas.
     *
     * @param limit the budget
     * @return options with that change; never {@code null}
     */
    public DriftOptions withBudget(Budget limit) {
        return new DriftOptions(profile, contentModel, failOn, tools, ignore, accept, today, conventions, limit, usage);
    }

    /**
     * Weigh changes by what a client uses: changes of what it does not use do not fail, and changes that break one of
     * its recorded requests fail with it as evidence. Suspicious changes always fail.
     *
     * @param used what the client uses
     * @return options with that change; never {@code null}
     */
    public DriftOptions withUsage(Usage used) {
        return new DriftOptions(
                profile, contentModel, failOn, tools, ignore, accept, today, conventions, budget, Optional.of(used));
    }
}
