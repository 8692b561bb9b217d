/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonPointer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Which changes are reported, and which fail by default. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Profile {
    /**
     * For programs: names, schemas and capabilities. Texts and hints are ignored. Fails on {@link Level#BREAKING},
     * {@link Level#INTEROP} and {@link Level#SUSPICIOUS}.
     */
    WIRE,

    /**
     * For agents: everything is reported, because a model reads it. Of the changes of texts and hints, only suspicious
     * ones fail. Fails on {@link Level#BREAKING}, {@link Level#INTEROP} and {@link Level#SUSPICIOUS}.
     */
    AGENT,

    /** For teams that approve every text: {@link Level#REVIEW} fails too, and additions need a review. */
    TRUST;

    /**
     * Say what fails by default.
     *
     * @return the levels; never {@code null}
     */
    public Set<Level> failOn() {
        var levels = EnumSet.of(Level.BREAKING, Level.INTEROP, Level.SUSPICIOUS);
        if (this == TRUST) {
            levels.add(Level.REVIEW);
        }
        return levels;
    }

    /** A change as this profile reports it; empty if it ignores such changes. */
    Optional<Change> view(Change change) {
        if (this == WIRE && change.aspect() != Aspect.CONTRACT && change.aspect() != Aspect.NOTATION) {
            return Optional.empty();
        }
        boolean isNew = change.compatibility() == Compatibility.COMPATIBLE
                && change.at().equals(JsonPointer.ROOT);
        return Optional.of(
                this == TRUST && isNew && change.trust() == Trust.NONE ? change.withTrust(Trust.REVIEW) : change);
    }
}
