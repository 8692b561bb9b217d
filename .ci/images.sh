#!/usr/bin/env bash
# Builds stand-ins for the base images of the test images, for machines that reach no container registry: under the
# same names, from the JDK and the Node.js of this machine, so that the Dockerfiles of the project work unchanged.
# An image that is there already is left alone.
set -euo pipefail

java_image=eclipse-temurin:17-jre
node_image=node:22-slim
everything=@modelcontextprotocol/server-everything@2026.8.31

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The shared libraries that the programs below a directory need, and a shell.
complete() {
  local root=$1
  find "$root" -type f \( -perm -u+x -o -name '*.so*' \) -print0 \
    | { xargs -0 -n 50 ldd 2>/dev/null || true; } \
    | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' | sort -u \
    | while read -r library; do
        if [ ! -e "$root$library" ]; then
          install -D "$(readlink -f "$library")" "$root$library"
        fi
      done
  install -D /bin/busybox "$root/bin/busybox"
  for tool in sh env cat ls sleep kill ps grep mkdir rm; do
    ln -sf busybox "$root/bin/$tool"
  done
  mkdir -p "$root/etc" "$root/root" "$root/usr/bin" "$root/usr/lib/locale"
  ln -sf /bin/env "$root/usr/bin/env"
  install -d -m 1777 "$root/tmp"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  # Without it Java takes C.UTF-8 for ASCII.
  if [ -d /usr/lib/locale/C.utf8 ]; then
    cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
  fi
  # Loaded by name at run time, so ldd does not show them.
  for library in /lib/x86_64-linux-gnu/libnss_{files,dns}.so.2 /lib/aarch64-linux-gnu/libnss_{files,dns}.so.2; do
    if [ -e "$library" ]; then
      install -D "$(readlink -f "$library")" "$root$library"
    fi
  done
}

java_base() {
  local root=$work/java home
  home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
  mkdir -p "$root/opt/java"
  "$home/bin/jlink" --no-header-files --no-man-pages --strip-java-debug-attributes \
    --add-modules java.se,jdk.httpserver,jdk.unsupported,jdk.crypto.ec,jdk.zipfs --output "$root/opt/java/openjdk"
  complete "$root"
  tar -C "$root" -c . | docker import --change 'ENV JAVA_HOME=/opt/java/openjdk' \
    --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/bin:/usr/bin:/bin' --change 'ENV LANG=C.UTF-8' \
    - "$java_image" >/dev/null
}

# The package comes along, for the build of an image on top of it reaches no registry either.
node_base() {
  local root=$work/node
  install -D "$(readlink -f "$(command -v node)")" "$root/usr/local/bin/node"
  npm install --silent --global --prefix "$root/usr/local" "$everything"
  complete "$root"
  tar -C "$root" -c . | docker import --change 'ENV PATH=/usr/local/bin:/usr/bin:/bin' --change 'ENV LANG=C.UTF-8' \
    - "$node_image" >/dev/null
}

if ! docker image inspect "$java_image" >/dev/null 2>&1; then
  java_base
fi
if ! docker image inspect "$node_image" >/dev/null 2>&1; then
  node_base
fi
