/* SPDX-License-Identifier: Apache-2.0 */
/** Rules of the specification, and checks that judge them. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.server.rule;

import org.jspecify.annotations.NullMarked;
