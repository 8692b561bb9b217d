/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of the isolation contract. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.isolation;

import org.jspecify.annotations.NullMarked;
