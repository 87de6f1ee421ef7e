#!/bin/sh
# Makes .venv with the locked requirements: `run` for the bot, `dev` for tests and linters as well.
# A second run with unchanged locks does nothing; one that was interrupted starts over. Every failure is one sentence that
# names the mend.
set -u
cd "$(dirname "$0")/.." || exit 1

want=${1:-run}
case $want in
  run) lock=deploy/requirements.txt ;;
  dev) lock=deploy/requirements-dev.txt ;;
  *) echo "sagongsa: 'run'이나 'dev'를 적어 주세요." >&2; exit 2 ;;
esac
venv=.venv
log=$venv/setup.log

fail() {
  echo "sagongsa: $1" >&2
  exit 1
}

supported() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  if [ -n "${PYTHON:-}" ]; then
    supported "$PYTHON" && echo "$PYTHON"
    return
  fi
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && supported "$candidate"; then
      echo "$candidate"
      return
    fi
  done
}

# What the environment was made of, and where: a moved folder, another interpreter or a changed lock makes it stale.
fingerprint() { { cat "$1" pyproject.toml; pwd; echo "${PYTHON:-}"; } | cksum; }

ready() { [ -f "$venv/.ready-$1" ] && [ "$(cat "$venv/.ready-$1")" = "$2" ] && "$venv/bin/python" -c pass >/dev/null 2>&1; }

mark=$(fingerprint "$lock")
ready "$want" "$mark" && exit 0

[ -w . ] || fail "이 폴더에 쓸 수 없습니다. 쓸 수 있는 곳에 다시 내려받으세요."
python=$(find_python)
if [ -z "$python" ]; then
  [ -z "${PYTHON:-}" ] || fail "PYTHON=$PYTHON 은(는) Python 3.11 이상이 아니거나 없습니다. 경로를 확인하세요."
  old=$(python3 --version 2>/dev/null) || fail "Python이 없습니다. Python 3.11 이상을 설치한 뒤 다시 실행하세요."
  fail "$old은(는) 오래되었습니다. Python 3.11 이상을 설치하거나 make PYTHON=경로 로 알려 주세요."
fi

# Without a stamp of ours whatever stands there was not finished.
if [ ! -f "$venv/.ready-run" ] || ! ready run "$(fingerprint deploy/requirements.txt)"; then
  echo "처음 한 번 준비합니다: 가상 환경($python)과 잠근 의존성. 몇 분 걸릴 수 있습니다." >&2
  rm -rf "$venv"
  "$python" -m venv "$venv" >/dev/null 2>&1 ||
    fail "가상 환경을 만들지 못했습니다. Debian·Ubuntu라면 apt-get install python3-venv 를 먼저 실행하세요."
fi

install() { "$venv/bin/python" -m pip install --quiet --no-input "$@" >>"$log" 2>&1; }

: >"$log"
install --require-hashes -r "$lock" ||
  fail "의존성을 내려받지 못했습니다. 네트워크와 프록시 설정을 확인하고 다시 실행하세요. 자세한 기록: $log"
install --no-deps --no-build-isolation -e . ||
  fail "사공사를 설치하지 못했습니다. 자세한 기록: $log"
fingerprint deploy/requirements.txt >"$venv/.ready-run"
[ "$want" = run ] || printf '%s\n' "$mark" >"$venv/.ready-$want"
exit 0
