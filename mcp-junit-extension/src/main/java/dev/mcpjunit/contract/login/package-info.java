/* SPDX-License-Identifier: Apache-2.0 */
/** What clients of protected servers declare, and what they are given in a check. */
@NullMarked
package dev.mcpjunit.contract.login;

import org.jspecify.annotations.NullMarked;
