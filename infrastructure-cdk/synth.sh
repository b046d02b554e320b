#!/bin/sh
# The "app" of cdk.json: starts the compiled CDK app on a JDK 25, wherever this machine keeps one.
# Maven is left out, since it would make each cdk command several seconds slower.
set -eu
cd "$(dirname "$0")"

is_java_25() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] && grep -Eq '^JAVA_VERSION="25([."+-]|$)' "$1/release"
}

java_25_home() {
  for home in "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/25* \
    "${HOME:-}"/.jdks/*25* \
    "${HOME:-}"/.local/share/mise/installs/java/*25* \
    /opt/*jdk*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if is_java_25 "$home"; then
      echo "$home"
      return
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    home=$(/usr/libexec/java_home -v 25 2>/dev/null || true)
    if is_java_25 "$home"; then
      echo "$home"
      return
    fi
  fi
}

home=$(java_25_home)
if [ -z "$home" ]; then
  echo "There is no JDK 25 here: install one, or set JAVA_HOME to it." >&2
  exit 1
fi
if [ ! -d target/classes/chat ] || [ ! -f target/classpath ]; then
  echo "The CDK app is not compiled: run ./mvnw package first." >&2
  exit 1
fi

# the CDK library warns of every Node release near its end of life; 20 is still good enough for it
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
exec "$home/bin/java" -XX:TieredStopAtLevel=1 -cp "target/classes:$(cat target/classpath)" \
  chat.infrastructure.ChatInfrastructure
