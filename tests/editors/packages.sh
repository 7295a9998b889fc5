# What the scripts of the tests in editors need of the distribution. Sourced by them.
# Where a package can not be installed they say which, and fail: a test that is left out passes nothing.

distribution_package() {
  echo "installing $*" >&2
  if ! command -v apt-get >/dev/null; then
    echo "$*: missing, and there is no apt-get to install it with" >&2
    return 1
  fi
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  "${as[@]}" apt-get update -qq \
    && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
    || { echo "$*: missing, and apt-get could not install it" >&2; return 1; }
}

# needs_command COMMAND PACKAGE: the command, by its package where it is missing.
needs_command() { command -v "$1" >/dev/null || distribution_package "$2"; }

# needs_file FILE PACKAGE: likewise, for what is no command.
needs_file() { [ -e "$1" ] || distribution_package "$2"; }

# Node 20: the newest VS Code that runs on it is what we test with.
needs_node() {
  needs_command node nodejs
  needs_command npm npm
  case "$(node --version)" in
    v20.*) ;;
    *) echo "node $(node --version): this VS Code runs on node 20" >&2; return 1 ;;
  esac
}
