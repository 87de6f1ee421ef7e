# Everything sets up what it needs by itself, once. `make PYTHON=python3.13 …` picks another interpreter.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help chat run check test lint bench soak screenshots lock licenses clean

help:
	@echo 'make chat               대화를 엽니다'
	@echo 'make chat Q="503이 뭐야?"  한 번 묻고 끝냅니다'
	@echo 'make run                토큰이 있는 플랫폼에 붙습니다. 토큰이 없으면 놀이터를 엽니다'
	@echo 'make check              토큰, 데이터베이스, 시계를 살핍니다'
	@echo 'make test               모든 테스트'
	@echo 'make lint               ruff, mypy, 등록부 검사'
	@echo 'make bench              시간과 메모리를 비로 잽니다: 프로세스, 답, Slack, Discord, 매일 카드, 놀이터'
	@echo 'make screenshots        README의 그림을 다시 찍습니다(chromium, fonts-noto-cjk)'
	@echo 'make soak               오래 돌려 봅니다: 답 10만 개, 죽이기 50번, 죽여 가며 보내는 카드 4만 장'
	@echo 'make lock               잠금 파일과 라이선스 목록을 다시 만듭니다'
	@echo 'make licenses           라이선스 목록만 다시 만듭니다'
	@echo 'make clean              가상 환경과 캐시를 지웁니다'

# The question reaches the shell as a variable, as it was written: `value` expands no $ in it, and without `unexport` make
# would expand Q itself, $(shell …) and all, for the environment of every command.
unexport Q
chat: export SAGONGSA_Q = $(value Q)
chat:
	@sh deploy/setup.sh run
	@if [ -n "$$SAGONGSA_Q" ]; then $(BIN)/sagongsa chat -- "$$SAGONGSA_Q" || [ $$? -eq 1 ]; else exec $(BIN)/sagongsa chat; fi

run:
	@sh deploy/setup.sh run
	@$(BIN)/sagongsa run

check:
	@sh deploy/setup.sh run
	@$(BIN)/sagongsa check

test:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m pytest

lint:
	@sh deploy/setup.sh dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sagongsa registry check

bench:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m tests.bench

screenshots:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m tests.adapters.web.screenshots

soak:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m tests.soak.answers
	@SAGONGSA_KILLS=50 $(BIN)/python -m pytest -q tests/adapters/test_run.py -k killed_while_writing
	@$(BIN)/python -m tests.soak.delivery

lock:
	@sh deploy/setup.sh dev
	@$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet -o deploy/requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev -c deploy/requirements.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet -o deploy/requirements-dev.txt
	@$(MAKE) --no-print-directory licenses

# After the lock: the list is made of what is installed from it.
licenses:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m tests.deploy.licenses

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
