/* SPDX-License-Identifier: Apache-2.0 */
/** Masks secrets in JSON, headers and free text, including those that only their names reveal. */
@NullMarked
package dev.mcpjunit.internal.masking;

import org.jspecify.annotations.NullMarked;
