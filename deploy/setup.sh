#!/bin/sh
# Makes .venv with the locked requirements: `run` for the bot, `dev` for tests and linters as well.
# A second run with unchanged locks does nothing. Every failure is one sentence that names the mend.
set -u
cd "$(dirname "$0")/.." || exit 1

want=${1:-run}
case $want in
  run) lock=deploy/requirements.txt ;;
  dev) lock=deploy/requirements-dev.txt ;;
  *) echo "setup: 'run'이나 'dev'를 적어 주세요." >&2; exit 2 ;;
esac
venv=.venv
stamp=$venv/.ready-$want
log=$venv/setup.log

fail() {
  echo "sagongsa: $1" >&2
  exit 1
}

fingerprint() { cat "$lock" pyproject.toml | cksum; }

ready() { [ -x "$venv/bin/sagongsa" ] && [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

mark=$(fingerprint)
ready "$stamp" "$mark" && exit 0

supported() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && supported "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

python=$(find_python) || {
  old=$(python3 --version 2>/dev/null) || fail "Python이 없습니다. Python 3.11 이상을 설치한 뒤 다시 실행하세요."
  fail "$old은(는) 오래되었습니다. Python 3.11 이상을 설치하거나 make PYTHON=경로 로 알려 주세요."
}

if [ ! -x "$venv/bin/python" ] || ! supported "$venv/bin/python"; then
  echo "처음 한 번 준비합니다: 가상 환경($python)과 잠근 의존성" >&2
  rm -rf "$venv"
  "$python" -m venv "$venv" >/dev/null 2>&1 ||
    fail "가상 환경을 만들지 못했습니다. Debian·Ubuntu라면 apt-get install python3-venv 를 먼저 실행하세요."
fi

install() { "$venv/bin/python" -m pip install --quiet --no-input "$@" >>"$log" 2>&1; }

: >"$log"
install --require-hashes --only-binary :all: -r "$lock" ||
  install --require-hashes -r "$lock" ||
  fail "의존성을 내려받지 못했습니다. 네트워크와 프록시 설정을 확인하고 다시 실행하세요. 자세한 기록: $log"
install --no-deps --no-build-isolation -e . ||
  fail "사공사를 설치하지 못했습니다. 자세한 기록: $log"
rm -f "$venv"/.ready-*
printf '%s\n' "$mark" >"$stamp"
[ "$want" = dev ] && { lock=deploy/requirements.txt; fingerprint >"$venv/.ready-run"; }
exit 0
