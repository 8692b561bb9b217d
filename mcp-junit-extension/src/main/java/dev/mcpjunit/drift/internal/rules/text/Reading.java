/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.Optional;

/** Finds a sign in a sentence, or in two that follow each other. */
interface Reading {

    /** The first passage that has the sign and is meant. */
    Optional<Found> in(Sentence sentence);
}
