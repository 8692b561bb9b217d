/* SPDX-License-Identifier: Apache-2.0 */
/** Several instances of one server behind one address, without affinity. Internal. */
@NullMarked
package dev.mcpjunit.internal.wiring.replicas;

import org.jspecify.annotations.NullMarked;
